package io.houdao.placement.decision;

import io.houdao.placement.decision.Auction.Result;
import io.houdao.placement.decision.Decision.Course;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Candidates.Found;
import io.houdao.placement.decision.eligibility.Eligibility;
import io.houdao.placement.decision.eligibility.Rejection;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.eligibility.Screening;
import io.houdao.placement.decision.eligibility.Situation;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.ranking.Contest;
import io.houdao.placement.decision.ranking.Scored;
import io.houdao.placement.pacing.Reservations;
import io.houdao.placement.pacing.Reservations.Cost;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everyone who may be shown in one opening competing once, except those whose money turned out to be gone. */
final class Heat {

    private static final int BETWEEN_LOOKS_AT_THE_CLOCK = 64;
    private static final double ALL = Double.NEGATIVE_INFINITY;

    private final Situation situation;
    private final Found found;
    private final Eligibility eligibility;
    private final Reservations reservations;
    private final Set<Candidate> withoutMoney;
    private final Screening screening;
    private final Contest contest;
    /** Those whom an order of feedback-service keeps out: what they would have won is given up. */
    private final Contest restrained;

    private int looked;
    private boolean isCutShort;

    /**
     * Prepares a heat.
     *
     * @param contest empty, as is {@code restrained}
     */
    Heat(
            Situation situation,
            Found found,
            Eligibility eligibility,
            Reservations reservations,
            Set<Candidate> withoutMoney,
            Contest contest,
            Contest restrained) {
        this.situation = situation;
        this.found = found;
        this.eligibility = eligibility;
        this.reservations = reservations;
        this.withoutMoney = withoutMoney;
        this.screening = new Screening(found.withoutVariant(), found.outOfHours(), found.notPermitted());
        this.contest = contest;
        this.restrained = restrained;
    }

    /** Lets them compete until the choice is certain, or the time is over. */
    Heat runUntilDecided(Deadline deadline) {
        try (found) {
            for (var next = found.next(contest.leastMicros());
                    !next.isEmpty() && !isOver(deadline);
                    next = found.next(contest.leastMicros())) {
                next.forEach(this::screen);
            }
        }
        return this;
    }

    /** Lets all compete, as far as there is time. */
    Heat runToTheEnd(Deadline deadline) {
        try (found) {
            for (var next = found.next(ALL); !next.isEmpty() && !isOver(deadline); next = found.next(ALL)) {
                next.forEach(this::screen);
            }
        }
        return this;
    }

    private boolean isOver(Deadline deadline) {
        isCutShort = looked++ % BETWEEN_LOOKS_AT_THE_CLOCK == 0 && deadline.hasPassed();
        return isCutShort;
    }

    private void screen(Candidate candidate) {
        var objection = eligibility.objection(candidate, situation);
        if (objection == null) {
            var offer = contest.score(candidate);
            objection = objectionAsPaced(offer);
            if (objection == null) {
                screening.pass();
                contest.enter(offer);
                return;
            }
        }
        screening.reject(new Rejection(candidate, objection));
        if (objection.isOrdered()) {
            restrained.enter(restrained.score(candidate));
        }
    }

    /* The floor once more: what pacing leaves of an offer counts only for those who have the money to be paced. */
    private @Nullable RejectionReason objectionAsPaced(Scored offer) {
        if (!contest.reachesFloor(offer)) {
            return RejectionReason.BELOW_FLOOR;
        }
        return isPayable(offer) ? null : RejectionReason.NO_BUDGET;
    }

    /*
     * Whoever competes must be able to pay all that they may come to owe. Were it found out after the choice, those chosen
     * instead would have been likelier than their propensities say.
     */
    private boolean isPayable(Scored offer) {
        var candidate = offer.candidate();
        var most = new Cost(candidate.lineItem(), offer.mostChargeMicros(), candidate.billableShare());
        return (withoutMoney.isEmpty() || !withoutMoney.contains(candidate))
                && reservations.isHeld(most, situation.now());
    }

    Contest contest() {
        return contest;
    }

    /** Whether nobody who passed every gate is worth showing, or nobody passed. */
    boolean isInVain() {
        return contest.bestFirst().stream().noneMatch(scored -> scored.score().netMicros() > 0);
    }

    /** How it went, where {@code choice} was made. */
    Result result(Choice choice) {
        var reason = reason(choice);
        var outcome =
                choice.shown() == null && reason.isOrdered() ? choice.forgoing(restrained.forgoneMicros()) : choice;
        return result(outcome, reason);
    }

    /** How it went, where something other than this contest gave the reason. */
    Result result(Choice choice, RejectionReason reason) {
        return new Result(Course.of(situation.opening(), situation.viewer(), screening, choice), reason);
    }

    private RejectionReason reason(Choice choice) {
        if (isCutShort && choice.scored().isEmpty()) {
            return RejectionReason.DEADLINE;
        }
        if (choice.explored()) {
            return RejectionReason.EXPLORATION;
        }
        return screening.hasEligible() ? RejectionReason.NOT_WORTH_THE_HARM : screening.mainReason();
    }
}
