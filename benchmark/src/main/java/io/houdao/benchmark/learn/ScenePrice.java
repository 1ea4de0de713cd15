package io.houdao.benchmark.learn;

/**
 * What a scene charges for expected annoyance: the dual variable ν of its accepted share ε of negative showings, moved after
 * every showing by {@code ν ← clip(ν + η(negative − ε), 0, ν_max)}.
 */
final class ScenePrice {

    private final double acceptedShare;
    private final double step;
    private final double highest;
    private double price;

    ScenePrice(double acceptedShare, double step, double highest) {
        this.acceptedShare = acceptedShare;
        this.step = step;
        this.highest = highest;
    }

    double price() {
        return price;
    }

    double acceptedShare() {
        return acceptedShare;
    }

    /** Whether a showing is worth its price; {@code value} and {@code negative} are expected, per showing. */
    boolean accepts(double value, double negative) {
        return value - price * (negative - acceptedShare) > 0;
    }

    /** Learns from a showing that was made. */
    void shown(boolean wasNegative) {
        var excess = (wasNegative ? 1 : 0) - acceptedShare;
        price = Math.min(Math.max(price + step * excess, 0), highest);
    }
}
