package io.houdao.placement.decision;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.Decision.Course;
import io.houdao.placement.decision.candidates.Candidates;
import io.houdao.placement.decision.eligibility.Answered;
import io.houdao.placement.decision.eligibility.Eligibility;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.eligibility.Screening;
import io.houdao.placement.decision.eligibility.Situation;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.ranking.Ranking;
import io.houdao.placement.decision.ranking.RankingTerms;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Viewer;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.pacing.Promises;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Fills one opening for one viewer, or finds out why it stays empty. */
@Singleton
class Auction {

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
            RandomGenerator random) {
        var situation = new Situation(opening, viewer, answered, controls, leases, now);
        var objection = eligibility.objectionToAnyAd(situation);
        if (objection != null) {
            return new Result(Course.of(opening, viewer, null, null), objection);
        }
        var found = candidates.forOpening(opening, deals);
        var screening = eligibility.screen(found, situation);
        return choose(screening, situation, random);
    }

    /* What is chosen must be paid for at its price; where the money just ran out, the others have their chance. */
    private Result choose(Screening screening, Situation situation, RandomGenerator random) {
        var terms = terms(situation);
        var rest = screening;
        var choice = ranking.choose(rest.eligible(), terms, random);
        for (var shown = choice.shown(); shown != null; shown = choice.shown()) {
            var lineItem = shown.candidate().lineItem();
            if (!lineItem.needsLease() || leases.take(lineItem.id(), choice.chargeMicros(), situation.now())) {
                break;
            }
            rest = rest.without(shown.candidate(), RejectionReason.NO_BUDGET);
            choice = ranking.choose(rest.eligible(), terms, random);
        }
        if (choice.shown() != null) {
            promises.shown(choice.shown().candidate().lineItem().id(), choice.expectedMicros());
        }
        var reason = reason(choice, rest);
        if (choice.shown() == null && reason == RejectionReason.SUSPENDED) {
            choice = choice.forgoing(ranking.forgoneMicros(rest.rejectedFor(reason), terms));
        }
        return new Result(Course.of(situation.opening(), situation.viewer(), rest, choice), reason);
    }

    private static RejectionReason reason(Choice choice, Screening screening) {
        if (choice.explored()) {
            return RejectionReason.EXPLORATION;
        }
        return screening.eligible().isEmpty() ? screening.mainReason() : RejectionReason.NOT_WORTH_THE_HARM;
    }

    private RankingTerms terms(Situation situation) {
        var opening = situation.opening();
        var terms = opening.terms();
        var price = controls.price(opening.scene());
        return new RankingTerms(
                settings.usefulMicros(),
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

    /**
     * How it went.
     *
     * @param reason holds where nothing is shown
     */
    record Result(Course course, RejectionReason reason) {}
}
