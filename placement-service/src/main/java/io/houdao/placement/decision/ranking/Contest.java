package io.houdao.placement.decision.ranking;

import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.pacing.Duals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Candidates that compete for one opportunity. Where they enter in the order of the most that they can be worth, it is
 * decided before all have entered: once nobody else can be among those to choose from, set the price, or be what restraint
 * gave up. It belongs to one request, and so to one thread.
 */
public final class Contest {

    /** Sums of the same terms in another order differ by less, in micros. */
    private static final double ROUNDING = 1e-6;

    private final Duals duals;
    private final RankingTerms terms;
    private final List<Scored> scored = new ArrayList<>();
    /** Net values of the best, of which there are as many as chance may choose from; the least first. */
    private final double[] best;

    /** All that have entered, the best first; absent since somebody entered. */
    private @Nullable List<Scored> ranked;

    private @Nullable LineItem leader;
    private double leaderMicros;
    /** The best net value that is not the leader's, if it is worth anything. */
    private double runnerUpMicros;

    private double withoutRestraintMicros;
    private long forgoneMicros;

    Contest(Duals duals, RankingTerms terms) {
        this.duals = duals;
        this.terms = terms;
        this.best = new double[terms.choosesByChance() ? terms.width() : 1];
    }

    /** What a candidate would compete with. */
    public Scored score(Candidate candidate) {
        return Ranking.score(candidate, duals, terms);
    }

    /** Lets a candidate compete that passed every gate. */
    public void enter(Scored entered) {
        scored.add(entered);
        ranked = null;
        var net = entered.netMicros();
        if (net > best[0]) {
            insert(net);
        }
        lead(entered.candidate().lineItem(), net);
        noteWithoutRestraint(entered);
    }

    private void insert(double net) {
        var place = Arrays.binarySearch(best, net);
        var above = place < 0 ? -place - 1 : place;
        System.arraycopy(best, 1, best, 0, above - 1);
        best[above - 1] = net;
    }

    private void lead(LineItem lineItem, double net) {
        if (leader != null && lineItem.fingerprint() == leader.fingerprint()) {
            leaderMicros = Math.max(leaderMicros, net);
        } else if (net > leaderMicros) {
            runnerUpMicros = leaderMicros;
            leader = lineItem;
            leaderMicros = net;
        } else if (net > runnerUpMicros) {
            runnerUpMicros = net;
        }
    }

    private void noteWithoutRestraint(Scored entered) {
        var micros = entered.score().netWithoutRestraintMicros();
        if (micros > withoutRestraintMicros) {
            withoutRestraintMicros = micros;
            forgoneMicros = Math.round(entered.score().valueMicros());
        }
    }

    /**
     * What a showing must be able to be worth, before scene and load are charged: whoever enters below that changes nothing
     * about the choice. Before anyone has entered, everybody does: whether there is anybody at all is part of the answer.
     */
    public double leastMicros() {
        return scored.isEmpty()
                ? Double.NEGATIVE_INFINITY
                : Math.min(best[0], runnerUpMicros)
                        + terms.loadMicros()
                        - terms.sceneMicros() * terms.acceptedShare()
                        - ROUNDING;
    }

    /** Whether what pacing leaves of the candidate's offer is what the slot takes at least. */
    public boolean reachesFloor(Scored offer) {
        return terms.floorMicros() <= 0
                || !offer.candidate().lineItem().needsLease()
                || offer.score().pacedMicros() >= terms.floorMicros();
    }

    /** Chooses among those that have entered. */
    public Choice choose(RandomGenerator random) {
        return Ranking.choose(bestFirst(), terms, forgoneMicros, random);
    }

    /** All that have entered, the best first. */
    public List<Scored> bestFirst() {
        if (ranked == null) {
            ranked = Ranking.bestFirst(scored);
        }
        return ranked;
    }

    /** What other openings had a say in: this one is shown, against so much that the others offered. */
    Choice chooseWithOthers(Scored shown, double secondMicros) {
        var charge = Price.chargeMicros(shown, secondMicros, terms.floorMicros());
        return new Choice(shown, charge, 1, bestFirst(), false, 0, true);
    }

    /** What other openings had a say in: nothing is shown. */
    public Choice leaveEmptyWithOthers() {
        return new Choice(null, 0, 1, bestFirst(), false, 0, true);
    }

    /** The value that is given up where all that entered are kept out: that of the one that would have been shown. */
    public long forgoneMicros() {
        return forgoneMicros;
    }
}
