package io.houdao.feedback.learning;

import java.util.Arrays;

/**
 * Logistic regression learnt one showing at a time by FTRL-proximal: McMahan et al., "Ad Click Prediction: a View from the
 * Trenches", KDD'13, Algorithm 1. Each feature has its own learning rate, and a weight stays exactly zero until the
 * evidence for it exceeds {@code l1}.
 *
 * <p>Worked example, α = β = 1, λ1 = λ2 = 0, prior share ½, one feature: before anything is known p = ½. A positive gives
 * g = p − 1 = −½, so n = ¼, z = −½, and the weight becomes ½ / (1 + ½) = ⅓; the next prediction is σ(⅓) = 0.583.
 *
 * <p>Costs one memory access and two square roots a feature. Results depend on the order of examples and on nothing else.
 * For one thread.
 */
public final class FtrlModel implements ResponseModel {

    private final FtrlParameters parameters;
    private final double priorLogOdds;

    /** z of slot i at 2i and n, the sum of its squared gradients, at 2i + 1: neighbours, to be fetched together. */
    private final double[] state;

    private double[] weights = new double[64];

    public FtrlModel(FtrlParameters parameters) {
        this.parameters = parameters;
        this.priorLogOdds = Math.log(parameters.priorShare() / (1 - parameters.priorShare()));
        this.state = new double[2 << parameters.bits()];
    }

    @Override
    public double predict(int[] slots) {
        var sum = priorLogOdds;
        for (var slot : slots) {
            sum += weight(slot);
        }
        return sigmoid(sum);
    }

    /** Learns whether the response {@code happened}, and returns what {@link #predict} said just before. */
    public double learn(int[] slots, boolean happened) {
        var prediction = sigmoid(priorLogOdds + fetchWeights(slots));
        var gradient = prediction - (happened ? 1 : 0);
        for (var i = 0; i < slots.length; i++) {
            update(slots[i], weights[i], gradient);
        }
        return prediction;
    }

    /** How many weights are not zero: the size of the model if it were written down. */
    public int nonZeroWeights() {
        var count = 0;
        for (var slot = 0; slot < state.length / 2; slot++) {
            count += weight(slot) == 0 ? 0 : 1;
        }
        return count;
    }

    private double fetchWeights(int[] slots) {
        if (weights.length < slots.length) {
            weights = Arrays.copyOf(weights, slots.length);
        }
        var sum = 0.0;
        for (var i = 0; i < slots.length; i++) {
            weights[i] = weight(slots[i]);
            sum += weights[i];
        }
        return sum;
    }

    private double weight(int slot) {
        var z = state[2 * slot];
        if (Math.abs(z) <= parameters.l1()) {
            return 0;
        }
        var rate = (parameters.beta() + Math.sqrt(state[2 * slot + 1])) / parameters.alpha() + parameters.l2();
        return (Math.copySign(parameters.l1(), z) - z) / rate;
    }

    private void update(int slot, double weight, double gradient) {
        var n = state[2 * slot + 1];
        var grown = n + gradient * gradient;
        var sigma = (Math.sqrt(grown) - Math.sqrt(n)) / parameters.alpha();
        state[2 * slot] += gradient - sigma * weight;
        state[2 * slot + 1] = grown;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
