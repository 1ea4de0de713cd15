package io.houdao.feedback.learning;

import java.util.Arrays;

/**
 * How good predictions were, once it is known what happened. Keeps every pair it was given, 9 bytes each.
 *
 * <p>AUC is the probability that a random positive was predicted higher than a random negative, ties counting half
 * (Fawcett 2006). The log loss is a mean in nats, of predictions held to [1e-12, 1 − 1e-12]. The calibration is
 * Σp / Σy, 1 when as much was predicted as happened.
 */
public final class PredictionQuality {

    private static final double SMALLEST = 1e-12;

    private double[] predictions = new double[1024];
    private boolean[] outcomes = new boolean[1024];
    private int size;
    private int positives;

    public void add(double prediction, boolean happened) {
        if (size == predictions.length) {
            predictions = Arrays.copyOf(predictions, 2 * size);
            outcomes = Arrays.copyOf(outcomes, 2 * size);
        }
        predictions[size] = prediction;
        outcomes[size++] = happened;
        positives += happened ? 1 : 0;
    }

    public int size() {
        return size;
    }

    public int positives() {
        return positives;
    }

    /** NaN while positives or negatives are missing. */
    public double auc() {
        var order = Ranking.ascending(predictions, size);
        var rankSum = 0.0;
        for (int from = 0, to; from < size; from = to) {
            to = endOfTie(order, from);
            var meanRank = (from + 1 + to) / 2.0;
            for (var i = from; i < to; i++) {
                rankSum += outcomes[order[i]] ? meanRank : 0;
            }
        }
        var pairs = (double) positives * (size - positives);
        return (rankSum - positives * (positives + 1.0) / 2) / pairs;
    }

    private int endOfTie(int[] order, int from) {
        var to = from + 1;
        while (to < size && predictions[order[to]] == predictions[order[from]]) {
            to++;
        }
        return to;
    }

    /** NaN while nothing was added. */
    public double logLoss() {
        var sum = 0.0;
        for (var i = 0; i < size; i++) {
            var p = Math.min(Math.max(predictions[i], SMALLEST), 1 - SMALLEST);
            sum -= Math.log(outcomes[i] ? p : 1 - p);
        }
        return sum / size;
    }

    /** NaN or infinite while no positive was added. */
    public double calibration() {
        return Arrays.stream(predictions, 0, size).sum() / positives;
    }
}
