package io.houdao.placement.decision.ranking;

import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.pacing.Duals;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses what is worth its harm, and most of all. Pure: the same candidates, terms and random numbers make the same
 * choice.
 *
 * <p>With probability 1 − ε it takes the best, if that is worth showing; otherwise one of the K best that are, or nothing,
 * each as likely. So what is chosen by chance passed every gate too, and is worth its harm. Where a scene is under
 * restraint, nothing is left to chance.
 */
@Singleton
public class Ranking {

    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(Scored::netMicros)
            .reversed()
            .thenComparing(scored -> scored.candidate().creativeId().value());

    private final Duals duals;

    Ranking(Duals duals) {
        this.duals = duals;
    }

    /** Opens a contest for one opportunity. */
    public Contest contest(RankingTerms terms) {
        return new Contest(duals, terms);
    }

    /** Chooses among candidates that passed every gate. */
    public Choice choose(List<Candidate> eligible, RankingTerms terms, RandomGenerator random) {
        var contest = contest(terms);
        eligible.forEach(candidate -> contest.enter(contest.score(candidate)));
        return contest.choose(random);
    }

    static List<Scored> bestFirst(List<Scored> all) {
        var scored = new ArrayList<>(all);
        scored.sort(BEST_FIRST);
        return scored;
    }

    /* What is scored comes the best first. */
    static Choice choose(List<Scored> scored, RankingTerms terms, long forgoneMicros, RandomGenerator random) {
        var worth = worth(scored);
        if (worth == 0) {
            return new Choice(null, 0, 1, scored, false, forgoneMicros, false);
        }
        var width = Math.min(worth, terms.width());
        var exploration = terms.choosesByChance() ? terms.exploration() : 0;
        var explores = exploration > 0 && random.nextDouble() < exploration;
        var picked = explores ? random.nextInt(width + 1) : 0;
        var propensity = exploration / (width + 1) + (picked == 0 ? 1 - exploration : 0);
        return picked == width
                ? new Choice(null, 0, propensity, scored, true, 0, false)
                : show(picked, propensity, explores, scored, terms);
    }

    private static int worth(List<Scored> bestFirst) {
        var worth = 0;
        while (worth < bestFirst.size() && bestFirst.get(worth).netMicros() > 0) {
            worth++;
        }
        return worth;
    }

    static Scored score(Candidate candidate, Duals duals, RankingTerms terms) {
        var lineItem = candidate.lineItem();
        var dual = duals.of(lineItem.id());
        var response = candidate.response();
        var score = new Score(
                candidate.valueMicros(),
                candidate.valueMicros() / (1 + dual.budget()),
                Math.min(dual.goalMicros(), lineItem.mostLiftMicros()),
                terms.usefulMicros() * response.useful(),
                candidate.harmMicros(),
                terms.sceneMicros() * (response.negative() - terms.acceptedShare()),
                terms.loadMicros());
        return new Scored(candidate, score);
    }

    /* Who is shown by chance did not win against anyone: it owes what makes it worth showing. */
    private static Choice show(
            int picked, double propensity, boolean explores, List<Scored> scored, RankingTerms terms) {
        var shown = scored.get(picked);
        var second = picked == 0 ? bestOfOthers(shown, scored) : 0;
        var charge = Price.chargeMicros(shown, second, terms.floorMicros());
        return new Choice(shown, charge, propensity, scored, explores, 0, false);
    }

    /* A line item does not bid against itself, however many creatives it has. */
    private static double bestOfOthers(Scored winner, List<Scored> bestFirst) {
        var lineItem = winner.candidate().lineItem().fingerprint();
        for (var other : bestFirst) {
            if (other.candidate().lineItem().fingerprint() != lineItem) {
                return other.netMicros();
            }
        }
        return 0;
    }
}
