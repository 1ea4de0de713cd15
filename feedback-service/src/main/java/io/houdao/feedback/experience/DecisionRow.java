package io.houdao.feedback.experience;

import static java.util.Objects.requireNonNull;

import io.houdao.contracts.Json;
import io.houdao.contracts.placement.Contest;
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
                example(decision),
                person(decision));
    }

    private static String example(DecisionMade decision) {
        var contest = decision instanceof DecisionMade.Shown shown
                ? shown.contest()
                : ((DecisionMade.NoAd) decision).contest();
        if (contest == null) {
            return "";
        }
        checkLearnable(contest);
        return new String(Json.write(nameless(decision)), StandardCharsets.UTF_8);
    }

    /* One that learning cannot read would hold up all that come after it. */
    private static void checkLearnable(Contest contest) {
        if (!(contest.propensity() > 0 && contest.propensity() <= 1)) {
            throw new IllegalArgumentException(
                    "the contest's propensity must be above 0 and at most 1, was " + contest.propensity());
        }
        if (!(contest.exploration() >= 0 && contest.exploration() <= 1)) {
            throw new IllegalArgumentException(
                    "the contest's exploration must be 0 to 1, was " + contest.exploration());
        }
        for (var contender : contest.contenders()) {
            requireNonNull(contender.creativeId(), "a contender has no creativeId");
            requireNonNull(contender.advertiserId(), "a contender has no advertiserId");
        }
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
}
