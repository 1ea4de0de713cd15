package io.houdao.placement.decision;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.SlotId;
import io.houdao.placement.decision.AdResponse.Outcome;
import io.houdao.placement.decision.AdResponse.Why;
import io.houdao.placement.decision.candidates.Response;
import io.houdao.placement.decision.ranking.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a decision went as it did: all of it for an operator, one sentence for the person. */
sealed interface Explanation {

    /**
     * What the person is told.
     *
     * @param payer absent where there is no ad
     */
    record ForPerson(
            DecisionId decisionId,
            Instant decidedAt,
            SlotId slotId,
            @Nullable Scene scene,
            Outcome outcome,
            @Nullable String reason,
            String zh,
            String en,
            @Nullable Why why,
            @Nullable String payer,
            @Nullable String onBehalfOf,
            Duration catalogueAge)
            implements Explanation {}

    /**
     * What an operator is told. Nothing in it says who the viewer is, or what is known of them.
     *
     * @param standing how much was known of the viewer; absent where nobody was looked for
     * @param candidates first all that competed, the best first; then of those removed the ones that could be worth most.
     *     Those are missing that could not have changed the choice, whatever they offered
     * @param rejections how many candidates each reason removed before the choice was certain
     * @param chargeMicros what the shown ad owes when its billable event happens
     */
    record ForOperator(
            DecisionId decisionId,
            Instant decidedAt,
            SlotId slotId,
            @Nullable Scene scene,
            @Nullable String standing,
            Outcome outcome,
            @Nullable String reason,
            List<Considered> candidates,
            Map<String, Integer> rejections,
            @Nullable Long chargeMicros,
            @Nullable Double propensity,
            @Nullable Boolean explored,
            @Nullable Long forgoneMicros,
            Duration catalogueAge)
            implements Explanation {}

    /**
     * One candidate.
     *
     * @param creativeId absent for a line item that has no variant for the slot, or is for others or another time
     * @param outcome {@code shown}, or the reason it lost: {@code exploration} where chance chose another, or nothing
     * @param score absent for a candidate that did not compete
     */
    record Considered(
            LineItemId lineItemId,
            @Nullable CreativeId creativeId,
            String outcome,
            @Nullable Response response,
            @Nullable Double harmMicros,
            @Nullable Score score) {}
}
