package io.houdao.benchmark.pacing;

import java.util.SplittableRandom;

/**
 * Opportunities as one line item meets them: what each is worth to it, and what it takes to win, both lognormal as in
 * published auction logs. In micros.
 */
final class Market {

    private static final double MEDIAN_VALUE = 30_000;
    private static final double VALUE_SPREAD = 0.5;
    private static final double MEDIAN_PRICE = 22_000;
    private static final double PRICE_SPREAD = 0.6;
    /** No value is taken to be higher, so that a wallet knows what a showing costs at most. */
    static final long MOST_MICROS = 300_000;

    private final SplittableRandom random;

    Market(long seed) {
        random = new SplittableRandom(seed);
    }

    double valueMicros() {
        return Math.min(MOST_MICROS, MEDIAN_VALUE * Math.exp(VALUE_SPREAD * random.nextGaussian()));
    }

    long priceMicros() {
        return Math.max(1, Math.round(MEDIAN_PRICE * Math.exp(PRICE_SPREAD * random.nextGaussian())));
    }

    /** What an opportunity costs on average to someone who bids its value. */
    static double unpacedMicros() {
        var market = new Market(0);
        var sum = 0.0;
        var opportunities = 200_000;
        for (var i = 0; i < opportunities; i++) {
            var value = market.valueMicros();
            var price = market.priceMicros();
            sum += value > price ? price : 0;
        }
        return sum / opportunities;
    }
}
