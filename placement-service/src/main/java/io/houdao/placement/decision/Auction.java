package io.houdao.placement.decision;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.Decision.Course;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Candidates;
import io.houdao.placement.decision.eligibility.Answered;
import io.houdao.placement.decision.eligibility.Eligibility;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.eligibility.Situation;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.ranking.Ranking;
import io.houdao.placement.decision.ranking.RankingTerms;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Viewer;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.pacing.Reservations;
import io.houdao.placement.pacing.Reservations.Cost;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Fills one opening for one viewer, or finds out why it stays empty. */
@Singleton
class Auction {

    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Ranking ranking;
    private final Controls controls;
    private final Leases leases;
    private final Reservations reservations;
    private final DecisionSettings settings;

    Auction(
            Candidates candidates,
            Eligibility eligibility,
            Ranking ranking,
            Controls controls,
            Leases leases,
            Reservations reservations,
            DecisionSettings settings) {
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.ranking = ranking;
        this.controls = controls;
        this.leases = leases;
        this.reservations = reservations;
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
        var situation = situation(opening, viewer, answered, now);
        var objection = eligibility.objectionToAnyAd(situation);
        if (objection != null) {
            return new Result(Course.of(opening, viewer, null, null), objection);
        }
        return choose(situation, deals, deadline, random);
    }

    /** How it went with several openings of one answer that are filled by one campaign together, or not at all; in their order. */
    List<Result> runTogether(List<Part> parts, Answered answered, Instant now, Deadline deadline) {
        return new Roadblock(this, eligibility, parts, answered, now).run(deadline);
    }

    Situation situation(Opening opening, Viewer viewer, Answered answered, Instant now) {
        return new Situation(opening, viewer, answered, controls, leases, now);
    }

    /* Where somebody else was faster to take the money of who was chosen, the others have their chance. */
    private Result choose(Situation situation, Set<LineItemId> deals, Deadline deadline, RandomGenerator random) {
        var withoutMoney = new HashSet<Candidate>(0);
        while (true) {
            var heat = heat(situation, deals, withoutMoney).runUntilDecided(deadline);
            var choice = heat.contest().choose(random);
            var shown = choice.shown();
            if (shown == null || reservations.take(cost(shown.candidate(), choice), situation.now())) {
                return heat.result(choice);
            }
            withoutMoney.add(shown.candidate());
        }
    }

    /** A heat that nobody has entered yet. */
    Heat heat(Situation situation, Set<LineItemId> deals, Set<Candidate> withoutMoney) {
        var terms = terms(situation);
        var viewer = situation.viewer();
        var now = situation.now();
        // Where it is counted who is looked at, pacing passes nobody over, or it would not know how often it could have
        // shown them.
        var asPaced = !Leases.countsLooksAt(now);
        var found = candidates.forOpening(situation.opening(), deals, viewer.tags(), viewer.region(), now, asPaced);
        return new Heat(
                situation,
                found,
                eligibility,
                reservations,
                withoutMoney,
                ranking.contest(terms),
                ranking.contest(terms));
    }

    private static Cost cost(Candidate candidate, Choice choice) {
        return new Cost(candidate.lineItem(), choice.chargeMicros(), candidate.billableShare());
    }

    /** Pays for all that is shown, or for nothing. */
    boolean payFor(List<Choice> choices, Instant now) {
        var costs = choices.stream()
                .flatMap(choice -> Stream.ofNullable(choice.shown()).map(shown -> cost(shown.candidate(), choice)))
                .toList();
        return reservations.takeAll(costs, now);
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

    /**
     * One opening among several.
     *
     * @param id of the decision on it
     * @param viewer with the memory that they have before any of the openings is filled
     * @param deals as for a single one
     */
    record Part(DecisionId id, Opening opening, Viewer viewer, Set<LineItemId> deals) {}

    /**
     * How it went.
     *
     * @param reason holds where nothing is shown
     */
    record Result(Course course, RejectionReason reason) {}
}
