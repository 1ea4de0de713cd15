package io.houdao.placement.decision.ranking;

import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.pacing.Dual;
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

    /** Chooses among candidates that passed every gate. */
    public Choice choose(List<Candidate> eligible, RankingTerms terms, RandomGenerator random) {
        var scored = scored(eligible, terms);
        var worth =
                (int) scored.stream().takeWhile(each -> each.netMicros() > 0).count();
        if (worth == 0) {
            return new Choice(null, 0, 1, scored, false, forgoneMicros(scored));
        }
        var width = Math.min(worth, terms.width());
        var exploration = terms.sceneMicros() > 0 ? 0 : terms.exploration();
        var explores = exploration > 0 && random.nextDouble() < exploration;
        var picked = explores ? random.nextInt(width + 1) : 0;
        var propensity = exploration / (width + 1) + (picked == 0 ? 1 - exploration : 0);
        return picked == width
                ? new Choice(null, 0, propensity, scored, true, 0)
                : show(picked, propensity, explores, scored, terms);
    }

    private List<Scored> scored(List<Candidate> eligible, RankingTerms terms) {
        var scored = new ArrayList<Scored>(eligible.size());
        for (var candidate : eligible) {
            scored.add(new Scored(
                    candidate, score(candidate, duals.of(candidate.lineItem().id()), terms)));
        }
        scored.sort(BEST_FIRST);
        return scored;
    }

    private static Score score(Candidate candidate, Dual dual, RankingTerms terms) {
        var response = candidate.response();
        return new Score(
                candidate.valueMicros(),
                candidate.valueMicros() / (1 + dual.budget()),
                dual.goalMicros(),
                terms.usefulMicros() * response.useful(),
                candidate.harmMicros(),
                terms.sceneMicros() * (response.negative() - terms.acceptedShare()),
                terms.loadMicros());
    }

    /* Who is shown by chance did not win against anyone: it owes what makes it worth showing. */
    private static Choice show(
            int picked, double propensity, boolean explores, List<Scored> scored, RankingTerms terms) {
        var shown = scored.get(picked);
        var second = picked == 0 ? bestOfOthers(shown, scored) : 0;
        var charge = Price.chargeMicros(shown, second, terms.floorMicros());
        return new Choice(shown, charge, propensity, scored, explores, 0);
    }

    /* A line item does not bid against itself, however many creatives it has. */
    private static double bestOfOthers(Scored winner, List<Scored> bestFirst) {
        var lineItem = winner.candidate().lineItem().id();
        for (var other : bestFirst) {
            if (!other.candidate().lineItem().id().equals(lineItem)) {
                return other.netMicros();
            }
        }
        return 0;
    }

    /** The value that is given up where these are kept out by restraint: that of the one that would have been shown. */
    public long forgoneMicros(List<Candidate> keptOut, RankingTerms terms) {
        return forgoneMicros(scored(keptOut, terms));
    }

    private static long forgoneMicros(List<Scored> scored) {
        return scored.stream()
                .filter(each -> each.score().netWithoutRestraintMicros() > 0)
                .max(Comparator.comparingDouble(each -> each.score().netWithoutRestraintMicros()))
                .map(best -> Math.round(best.score().valueMicros()))
                .orElse(0L);
    }
}
