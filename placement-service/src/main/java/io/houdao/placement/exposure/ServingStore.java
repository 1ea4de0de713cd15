package io.houdao.placement.exposure;

import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PersonId;
import java.time.Instant;
import java.util.Collection;

/**
 * What people have seen, hidden and closed, as decisions need it. Every method may be called again with the same
 * arguments and changes nothing the second time. It forgets what is older than {@link #HORIZON_DAYS} days, and can be
 * rebuilt from the topics.
 */
public interface ServingStore {

    /** How long an exposure is remembered. */
    int HORIZON_DAYS = 30;

    /** All that a decision needs, in one round trip; {@link Memory#EMPTY} for a stranger. */
    Memory recall(Subject subject, Collection<PersonId> restOfHousehold);

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

    /** Forgets the subject. */
    void forget(Subject subject);

    /** How many subjects it knows. */
    int size();
}
