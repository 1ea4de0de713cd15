package io.houdao.feedback.learning;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Judges a candidate policy by a log of another's choices, before the candidate has made any. Costs one pass for the
 * estimates and {@value #RESAMPLES} for their intervals (percentile bootstrap, Efron 1979); the intervals depend on the
 * random generator, the estimates do not.
 */
public final class OffPolicyEvaluation {

    private static final int RESAMPLES = 1_000;

    private final RandomGenerator random;

    public OffPolicyEvaluation(RandomGenerator random) {
        this.random = random;
    }

    /** Estimates from independent choices. An empty log gives NaN throughout, which {@link OffPolicyEstimate#refusals} refuses. */
    public OffPolicyEstimate evaluate(List<LoggedAction> log) {
        var all = new WeightedSums();
        log.forEach(all::add);
        var resamples = resample(log.toArray(LoggedAction[]::new));
        return new OffPolicyEstimate(
                log.size(),
                all.logged(),
                all.ips(),
                all.snips(),
                all.dr(),
                all.effectiveSampleSize(),
                all.meanWeight(),
                all.maxWeight(),
                middle95(resamples, WeightedSums::ips),
                middle95(resamples, WeightedSums::snips),
                middle95(resamples, WeightedSums::dr),
                middle95(resamples, sums -> sums.snips() - sums.logged()));
    }

    private WeightedSums[] resample(LoggedAction[] log) {
        var resamples = new WeightedSums[RESAMPLES];
        for (var i = 0; i < RESAMPLES; i++) {
            var sums = new WeightedSums();
            for (var drawn = 0; drawn < log.length; drawn++) {
                sums.add(log[random.nextInt(log.length)]);
            }
            resamples[i] = sums;
        }
        return resamples;
    }

    private static Interval middle95(WeightedSums[] resamples, ToDoubleFunction<WeightedSums> estimate) {
        var values = new double[resamples.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = estimate.applyAsDouble(resamples[i]);
        }
        var order = Ranking.ascending(values, values.length);
        return new Interval(values[order[quantile(0.025)]], values[order[quantile(0.975)]]);
    }

    private static int quantile(double share) {
        return (int) Math.round(share * (RESAMPLES - 1));
    }
}
