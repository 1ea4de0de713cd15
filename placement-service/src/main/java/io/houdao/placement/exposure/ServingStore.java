package io.houdao.placement.exposure;

import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * What people have seen, hidden and closed, as decisions need it. Every method may be called again with the same
 * arguments and changes nothing the second time. It forgets what is older than {@link #HORIZON_DAYS} days, except what lasts, and
 * can be rebuilt from the topics as far back as they reach.
 *
 * <p>What people asked for, their hides and mutes, must hold always: each replica has it in its own heap, from the topics.
 */
public interface ServingStore {

    /** How long an exposure is remembered, unless it lasts. */
    int HORIZON_DAYS = 30;

    /** How long an exposure is remembered, at the least, that a cap with a longer window counts: no flight is longer. */
    Duration LIFE = FrequencyCap.FOREVER;

    /**
     * Begins a turn: all that a decision needs, in one round trip; {@link Memory#EMPTY} for a stranger. Until it is closed no other turn of the same household
     * begins, on whatever replica: so no two decisions go by the same memory, and caps and gaps hold.
     *
     * @throws StoreUnavailable if the store is away, slow, not yet filled, or busy with this household for too long
     */
    Turn begin(Subject subject, Collection<PersonId> restOfHousehold);

    /** What the subject asked for, and nothing else; every replica knows that by itself. */
    Memory choices(Subject subject);

    /** Remembers that an ad was handed out. */
    void remember(Subject subject, Exposure exposure);

    /** Remembers that the subject wants no more of a creative or an advertiser, by its fingerprint. */
    void hide(Subject subject, long fingerprint);

    /** Remembers that the subject wants no ad on a touchpoint; {@link Instant#MAX} for good. */
    void mute(Subject subject, TouchpointId touchpoint, Instant until);

    /** Remembers that an ad annoyed the subject. {@code event} names it, so that it counts once. */
    void annoy(Subject subject, long event, Instant at);

    /** Forgets what the subject saw and what annoyed them, but not what they asked for. */
    void forgetExposures(Subject subject);

    /** What {@code from} saw and asked for, and what annoyed them, is {@code into}'s too from now on; {@code from} is forgotten. */
    void merge(Subject from, Subject into);

    /** Forgets the subject. */
    void forget(Subject subject);

    /** Lets go of what is too old to matter, subjects included. */
    void forgetOld();

    /** Whether what was shown lately must be told again, because it was lost or never known. */
    boolean needsFilling();

    /** All that was shown lately has been told. */
    void filled();

    /** Whether a turn may have to wait for another machine, and so must not begin on an event loop. */
    boolean mayWait();

    /** The memory of one household for the time of one request. To be closed on the thread that began it. */
    interface Turn extends AutoCloseable {

        /** As it was when the turn began. */
        Memory memory();

        /**
         * Remembers that an ad is handed out, at the latest when the turn is closed.
         *
         * @throws StoreUnavailable if the turn took so long that the next may have begun; the ad must not be handed out
         */
        void remember(Exposure exposure);

        @Override
        void close();
    }
}
