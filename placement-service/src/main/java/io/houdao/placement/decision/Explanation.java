package io.houdao.placement.decision;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.SlotId;
import io.houdao.placement.decision.AdResponse.Outcome;
import io.houdao.placement.decision.AdResponse.Why;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.decision.candidates.Omitted;
import io.houdao.placement.decision.candidates.Response;
import io.houdao.placement.decision.eligibility.Rejection;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.ranking.Score;
import io.houdao.placement.decision.ranking.Scored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
            implements Explanation {

        static ForPerson of(Decision decision) {
            var why = decision.why();
            var reason = decision.reason() == null ? "" : decision.reason();
            var shown = shown(decision);
            return new ForPerson(
                    decision.id(),
                    decision.at(),
                    decision.slotId(),
                    decision.scene(),
                    Outcome.of(decision.isAd()),
                    decision.reason(),
                    why == null ? Wording.none(Wording.ZH, reason) : why.zh(),
                    why == null ? Wording.none(Wording.EN, reason) : why.en(),
                    why,
                    shown == null ? null : shown.candidate().lineItem().live().payer(),
                    shown == null ? null : shown.candidate().lineItem().live().onBehalfOf(),
                    decision.catalogueAge());
        }
    }

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
            implements Explanation {

        static ForOperator of(Decision decision) {
            var course = decision.course();
            var choice = course == null ? null : course.choice();
            return new ForOperator(
                    decision.id(),
                    decision.at(),
                    decision.slotId(),
                    decision.scene(),
                    course == null ? null : course.standing().name().toLowerCase(Locale.ROOT),
                    Outcome.of(decision.isAd()),
                    decision.reason(),
                    considered(decision),
                    decision.rejections(),
                    choice == null ? null : choice.chargeMicros(),
                    choice == null ? null : choice.propensity(),
                    choice == null ? null : choice.explored(),
                    choice == null ? null : choice.forgoneMicros(),
                    decision.catalogueAge());
        }

        private static List<Considered> considered(Decision decision) {
            var course = decision.course();
            var screening = course == null ? null : course.screening();
            var choice = course == null ? null : course.choice();
            if (course == null || screening == null || choice == null) {
                return List.of();
            }
            return Stream.of(
                            choice.scored().stream()
                                    .map(scored -> Considered.of(scored, choice, course.couldFillAll())),
                            screening.rejected().stream().map(Considered::of),
                            omitted(screening.notPermitted(), RejectionReason.NO_PERMISSION),
                            omitted(screening.outOfHours(), RejectionReason.OUT_OF_DAYPART),
                            omitted(screening.withoutVariant(), RejectionReason.NO_VARIANT))
                    .flatMap(each -> each)
                    .toList();
        }

        private static Stream<Considered> omitted(Omitted omitted, RejectionReason reason) {
            return omitted.named().stream().map(lineItem -> Considered.of(lineItem, reason));
        }
    }

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
            @Nullable Score score) {

        static Considered of(Scored scored, Choice choice, Set<CampaignId> couldFillAll) {
            return of(scored.candidate(), outcome(scored, choice, couldFillAll), scored.score());
        }

        /* In a roadblock an ad may lose that is worth more than the one shown: because its campaign has none for another place. */
        private static String outcome(Scored scored, Choice choice, Set<CampaignId> couldFillAll) {
            if (scored.equals(choice.shown())) {
                return "shown";
            }
            if (scored.score().netMicros() <= 0) {
                return RejectionReason.NOT_WORTH_THE_HARM.code();
            }
            if (choice.together()
                    && !couldFillAll.contains(
                            scored.candidate().lineItem().live().campaignId())) {
                return RejectionReason.ROADBLOCK_INCOMPLETE.code();
            }
            return (choice.explored() ? RejectionReason.EXPLORATION : RejectionReason.OUTBID).code();
        }

        static Considered of(Rejection rejection) {
            return of(rejection.candidate(), rejection.reason().code(), null);
        }

        static Considered of(LineItem omitted, RejectionReason reason) {
            return new Considered(omitted.id(), null, reason.code(), null, null, null);
        }

        private static Considered of(Candidate candidate, String outcome, @Nullable Score score) {
            return new Considered(
                    candidate.lineItem().id(),
                    candidate.creativeId(),
                    outcome,
                    candidate.response(),
                    candidate.harmMicros(),
                    score);
        }
    }

    private static @Nullable Scored shown(Decision decision) {
        var choice = decision.course() == null ? null : decision.course().choice();
        return choice == null ? null : choice.shown();
    }
}
