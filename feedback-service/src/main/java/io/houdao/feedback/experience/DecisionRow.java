package io.houdao.feedback.experience;

import static java.util.Objects.requireNonNull;

import io.houdao.contracts.Json;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer of placement-service as it is kept.
 *
 * @param example the answer, but for whose it was, where it tells what competed; empty otherwise
 */
record DecisionRow(
        UUID decisionId,
        Instant decidedAt,
        String scene,
        String slotId,
        boolean shown,
        long forgoneMicros,
        String example,
        @Nullable PersonId person) {

    /** Reads a record's value; what is no decision is a {@link RuntimeException} that says why. */
    static DecisionRow read(byte[] json) {
        var decision = Json.read(json, DecisionMade.class);
        if (decision instanceof DecisionMade.Shown shown) {
            requireNonNull(shown.showing(), "the decision has no showing");
        }
        return new DecisionRow(
                requireNonNull(decision.decisionId(), "the decision has no decisionId")
                        .value(),
                requireNonNull(decision.decidedAt(), "the decision has no decidedAt"),
                requireNonNull(decision.scene(), "the decision has no scene").toString(),
                requireNonNull(decision.slotId(), "the decision has no slotId").toString(),
                decision instanceof DecisionMade.Shown,
                decision instanceof DecisionMade.NoAd noAd ? noAd.forgoneMicros() : 0,
                hasContest(decision) ? new String(Json.write(nameless(decision)), StandardCharsets.UTF_8) : "",
                person(decision));
    }

    private static @Nullable PersonId person(DecisionMade decision) {
        return decision instanceof DecisionMade.Shown shown
                ? shown.showing().personId()
                : ((DecisionMade.NoAd) decision).personId();
    }

    /* Learning asks what was shown and never to whom; what is not kept need not be found again to be forgotten. */
    private static DecisionMade nameless(DecisionMade decision) {
        if (decision instanceof DecisionMade.Shown shown) {
            return new DecisionMade.Shown(nameless(shown.showing()), shown.candidates(), shown.contest());
        }
        var none = (DecisionMade.NoAd) decision;
        return new DecisionMade.NoAd(
                none.decisionId(),
                none.decidedAt(),
                null,
                null,
                none.slotId(),
                none.scene(),
                none.reason(),
                none.rejections(),
                none.forgoneMicros(),
                none.contest());
    }

    private static Showing nameless(Showing showing) {
        return new Showing(
                showing.decisionId(),
                showing.decidedAt(),
                null,
                null,
                showing.touchpointId(),
                showing.slotId(),
                showing.scene(),
                showing.lineItemId(),
                showing.campaignId(),
                showing.advertiserId(),
                showing.creativeId(),
                showing.pricing(),
                showing.priceMicros(),
                showing.propensity(),
                showing.featuresHash());
    }

    private static boolean hasContest(DecisionMade decision) {
        return decision instanceof DecisionMade.Shown shown
                ? shown.contest() != null
                : ((DecisionMade.NoAd) decision).contest() != null;
    }
}
