package io.houdao.benchmark.learn;

import java.util.ArrayList;
import java.util.List;

/** What restraint did in one scene. */
final class SceneTally {

    private final List<Double> prices = new ArrayList<>();
    private int offered;
    private int skipsOffered;
    private int satisfiedOffered;
    private int served;
    private int skipsServed;
    private int satisfiedServed;

    void add(Exposure exposure, boolean isServed, double price) {
        var skips = exposure.skipped() ? 1 : 0;
        var satisfied = exposure.satisfied() ? 1 : 0;
        prices.add(price);
        offered++;
        skipsOffered += skips;
        satisfiedOffered += satisfied;
        served += isServed ? 1 : 0;
        skipsServed += isServed ? skips : 0;
        satisfiedServed += isServed ? satisfied : 0;
    }

    /** All scenes together, without their prices. */
    static SceneTally sum(Iterable<SceneTally> tallies) {
        var sum = new SceneTally();
        for (var tally : tallies) {
            sum.offered += tally.offered;
            sum.skipsOffered += tally.skipsOffered;
            sum.satisfiedOffered += tally.satisfiedOffered;
            sum.served += tally.served;
            sum.skipsServed += tally.skipsServed;
            sum.satisfiedServed += tally.satisfiedServed;
        }
        return sum;
    }

    /** The share of what was offered that was shown. */
    double load() {
        return (double) served / offered;
    }

    /** The share of all skips that did not happen, because nothing was shown. */
    double skipsAvoided() {
        return 1 - (double) skipsServed / skipsOffered;
    }

    /** The share of all satisfied views that still happened. */
    double satisfiedKept() {
        return (double) satisfiedServed / satisfiedOffered;
    }

    /** Skips per showing. */
    double skipShare() {
        return (double) skipsServed / served;
    }

    /** How much the price moves around its mean over the last half: the standard deviation divided by the mean. */
    double priceSwing() {
        var last = prices.subList(prices.size() / 2, prices.size());
        var mean = last.stream().mapToDouble(price -> price).average().orElseThrow();
        var variance = last.stream()
                .mapToDouble(price -> (price - mean) * (price - mean))
                .average()
                .orElseThrow();
        return Math.sqrt(variance) / mean;
    }
}
