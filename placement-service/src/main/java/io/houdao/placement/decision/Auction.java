package io.houdao.placement.decision;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.Decision.Course;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Candidates;
import io.houdao.placement.decision.candidates.Candidates.Found;
import io.houdao.placement.decision.eligibility.Answered;
import io.houdao.placement.decision.eligibility.Eligibility;
import io.houdao.placement.decision.eligibility.Rejection;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.eligibility.Screening;
import io.houdao.placement.decision.eligibility.Situation;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.ranking.Contest;
import io.houdao.placement.decision.ranking.Ranking;
import io.houdao.placement.decision.ranking.RankingTerms;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Viewer;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.pacing.Promises;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Fills one opening for one viewer, or finds out why it stays empty. */
@Singleton
class Auction {

    private static final int BETWEEN_LOOKS_AT_THE_CLOCK = 64;

    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Ranking ranking;
    private final Controls controls;
    private final Leases leases;
    private final Promises promises;
    private final DecisionSettings settings;

    Auction(
            Candidates candidates,
            Eligibility eligibility,
            Ranking ranking,
            Controls controls,
            Leases leases,
            Promises promises,
            DecisionSettings settings) {
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.ranking = ranking;
        this.controls = controls;
        this.leases = leases;
        this.promises = promises;
        this.settings = settings;
    }

    /** How it went, and the reason where nothing is shown. */
    Result run(
            Opening opening,
            Viewer viewer,
            Set<LineItemId> deals,
            Answered answered,
            Instant now,
            Deadline deadline,
            RandomGenerator random) {
        var situation = new Situation(opening, viewer, answered, controls, leases, now);
        var objection = eligibility.objectionToAnyAd(situation);
        if (objection != null) {
            return new Result(Course.of(opening, viewer, null, null), objection);
        }
        return choose(situation, deals, deadline, random);
    }

    /* What is chosen must be paid for at its price; where the money just ran out, the others have their chance. */
    private Result choose(Situation situation, Set<LineItemId> deals, Deadline deadline, RandomGenerator random) {
        var terms = terms(situation);
        var withoutMoney = new HashSet<Candidate>(0);
        while (true) {
            var heat = new Heat(situation, terms, withoutMoney, deadline);
            heat.run(candidates.forOpening(
                    situation.opening(), deals, situation.viewer().tags()));
            var choice = heat.contest.choose(random);
            var shown = choice.shown();
            if (shown == null) {
                return heat.result(choice);
            }
            if (isPaid(shown.candidate(), choice, situation.now())) {
                promises.shown(shown.candidate().lineItem().id(), choice.expectedMicros());
                return heat.result(choice);
            }
            withoutMoney.add(shown.candidate());
        }
    }

    private boolean isPaid(Candidate candidate, Choice choice, Instant now) {
        var lineItem = candidate.lineItem();
        return !lineItem.needsLease() || leases.take(lineItem.id(), choice.chargeMicros(), now);
    }

    private static RejectionReason reason(Choice choice, Screening screening) {
        if (choice.explored()) {
            return RejectionReason.EXPLORATION;
        }
        return screening.hasEligible() ? RejectionReason.NOT_WORTH_THE_HARM : screening.mainReason();
    }

    private RankingTerms terms(Situation situation) {
        var opening = situation.opening();
        var terms = opening.terms();
        var price = controls.price(opening.scene());
        return new RankingTerms(
                candidates.usefulMicros(),
                price == null ? 0 : price.priceMicros(),
                price == null ? terms.acceptedShare() : price.acceptedShare(),
                terms.loadMicros() * load(situation),
                opening.slot().floorMicros() / 1_000.0,
                settings.exploration(),
                settings.explorationWidth());
    }

    /** The viewer's recent load, g(u). */
    private static double load(Situation situation) {
        var opening = situation.opening();
        var memory = situation.viewer().memory();
        var lastDay = situation.now().minus(Duration.ofDays(1));
        return 1
                + memory.shownInScene(opening.fingerprint(), lastDay)
                        / opening.terms().typicalDailyAds()
                + memory.annoyance(situation.now());
    }

    /** Everyone who may be shown competing once, except those whose money turned out to be gone. */
    private final class Heat {

        private final Situation situation;
        private final Set<Candidate> withoutMoney;
        private final Deadline deadline;
        private final Contest contest;
        /** Those whom a suspension keeps out: what they would have won is given up. */
        private final Contest suspended;

        private @Nullable Screening screening;
        private int looked;
        private boolean isCutShort;

        Heat(Situation situation, RankingTerms terms, Set<Candidate> withoutMoney, Deadline deadline) {
            this.situation = situation;
            this.withoutMoney = withoutMoney;
            this.deadline = deadline;
            this.contest = ranking.contest(terms);
            this.suspended = ranking.contest(terms);
        }

        void run(Found found) {
            var screened = new Screening(found.withoutVariant(), found.notPermitted());
            screening = screened;
            for (var next = found.next(); !next.isEmpty(); next = found.next()) {
                if (contest.isDecided(found.ceilingMicros())) {
                    return;
                }
                if (looked++ % BETWEEN_LOOKS_AT_THE_CLOCK == 0 && deadline.hasPassed()) {
                    isCutShort = true;
                    return;
                }
                for (var candidate : next) {
                    screen(candidate, screened);
                }
            }
        }

        private void screen(Candidate candidate, Screening screened) {
            var objection = objection(candidate);
            if (objection == null) {
                screened.pass();
                contest.enter(candidate);
                return;
            }
            screened.reject(new Rejection(candidate, objection));
            if (objection == RejectionReason.SUSPENDED) {
                suspended.enter(candidate);
            }
        }

        private @Nullable RejectionReason objection(Candidate candidate) {
            return withoutMoney.contains(candidate)
                    ? RejectionReason.NO_BUDGET
                    : eligibility.objection(candidate, situation);
        }

        Result result(Choice choice) {
            var screened = Objects.requireNonNull(screening);
            var reason = isCutShort && choice.scored().isEmpty() ? RejectionReason.DEADLINE : reason(choice, screened);
            var outcome = choice.shown() == null && reason == RejectionReason.SUSPENDED
                    ? choice.forgoing(suspended.forgoneMicros())
                    : choice;
            return new Result(Course.of(situation.opening(), situation.viewer(), screened, outcome), reason);
        }
    }

    /**
     * How it went.
     *
     * @param reason holds where nothing is shown
     */
    record Result(Course course, RejectionReason reason) {}
}
