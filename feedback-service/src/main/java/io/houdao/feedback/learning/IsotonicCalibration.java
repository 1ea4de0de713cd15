package io.houdao.feedback.learning;

import java.util.Arrays;

/**
 * Turns scores into probabilities that come true, without changing their order: the non-decreasing step function nearest
 * to the outcomes in squared error, found by pooling adjacent violators (Ayer et al. 1955; Zadrozny and Elkan, KDD'02).
 *
 * <p>Worked example: scores .1 .2 .3 .4 met outcomes 0 1 0 1. The middle two violate the order and are pooled, so .1 maps
 * to 0, .2 and .3 to ½, and .4 to 1. A score between two steps takes the lower one's value, one below all of them the
 * first's. On the scores it was fitted to, the mean of the calibrated values is the share of positives. Fitting costs a
 * sort, a look-up a binary search.
 */
public final class IsotonicCalibration {

    /** The lowest score of each step but the first, which begins at minus infinity. */
    private final double[] bounds;

    private final double[] values;

    private IsotonicCalibration(double[] bounds, double[] values) {
        this.bounds = bounds;
        this.values = values;
    }

    /**
     * Fits to scores and what happened after each; the arrays are not changed.
     *
     * @param leastStep how many scores each step rests on at least, if there are as many: a step of three may come out as 0
     *     or 1 by mere chance, and the ends of the scale are where such steps remain
     * @throws IllegalArgumentException if there is nothing to fit to, or the lengths differ
     */
    public static IsotonicCalibration fit(double[] scores, boolean[] outcomes, int leastStep) {
        if (scores.length == 0 || scores.length != outcomes.length) {
            throw new IllegalArgumentException("needs as many scores as outcomes and at least one, was " + scores.length
                    + " and " + outcomes.length);
        }
        var steps = new Steps(scores.length, leastStep);
        for (var i : Ranking.ascending(scores, scores.length)) {
            steps.add(scores[i], outcomes[i]);
        }
        return steps.finish();
    }

    /** The probability that belongs to {@code score}, in [0, 1]. */
    public double calibrate(double score) {
        var found = Arrays.binarySearch(bounds, score);
        return values[found >= 0 ? found + 1 : -found - 1];
    }

    /** Blocks of equal value, lowest first; their values never decrease. */
    private static final class Steps {

        private final double[] lowest;
        private final double[] positives;
        private final double[] sizes;
        private final int leastSize;
        private double lastScore;
        private int count;

        Steps(int capacity, int leastSize) {
            this.leastSize = leastSize;
            lowest = new double[capacity];
            positives = new double[capacity];
            sizes = new double[capacity];
        }

        void add(double score, boolean happened) {
            if (count == 0 || (lastScore != score && sizes[count - 1] >= leastSize)) {
                lowest[count++] = score;
            }
            lastScore = score;
            positives[count - 1] += happened ? 1 : 0;
            sizes[count - 1]++;
        }

        IsotonicCalibration finish() {
            if (count > 1 && sizes[count - 1] < leastSize) {
                mergeDown(--count);
            }
            pool();
            var bounds = new double[count - 1];
            Arrays.setAll(bounds, i -> lowest[i + 1]);
            var values = new double[count];
            Arrays.setAll(values, this::value);
            return new IsotonicCalibration(bounds, values);
        }

        private void pool() {
            var last = 0;
            for (var next = 1; next < count; next++) {
                move(next, ++last);
                while (last > 0 && value(last - 1) >= value(last)) {
                    mergeDown(last--);
                }
            }
            count = last + 1;
        }

        private double value(int block) {
            return positives[block] / sizes[block];
        }

        private void move(int from, int to) {
            lowest[to] = lowest[from];
            positives[to] = positives[from];
            sizes[to] = sizes[from];
        }

        private void mergeDown(int block) {
            positives[block - 1] += positives[block];
            sizes[block - 1] += sizes[block];
        }
    }
}
