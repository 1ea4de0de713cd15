package io.houdao.benchmark.learn;

import io.houdao.benchmark.Figures;
import io.houdao.benchmark.learn.BanditLog.Choice;
import io.houdao.feedback.learning.LoggedAction;
import io.houdao.feedback.learning.OffPolicyEstimate;
import io.houdao.feedback.learning.OffPolicyEvaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Judges each of two policies by the other's log. The published values of the first are known to six digits. */
final class OffPolicyBenchmark {

    private static final long SEED = 20191124;
    private static final int[] PREFIXES = {500, 1_000, 2_000, 5_000, 10_000};

    private final BanditLog log;

    OffPolicyBenchmark(BanditLog log) {
        this.log = log;
    }

    void run(Figures figures) throws IOException {
        var thompson = log.thompsonPolicy();
        judgeThompsonByRandom(thompson, figures);
        judgeUniformByThompson(uniform(thompson.length), figures);
    }

    private void judgeThompsonByRandom(double[][] thompson, Figures figures) throws IOException {
        var estimate = evaluate(crossFitted(log.choices(BanditLog.RANDOM), thompson));
        figures.say("%nThompson sampling, judged by the log of a random policy%n%s", text(estimate));
        figures.gate(near(estimate.ips(), 0.004534, 1e-6), "IPS %.6f, 0.004534 ± 0.000001", estimate.ips());
        figures.gate(near(estimate.snips(), 0.004604, 1e-6), "SNIPS %.6f, 0.004604 ± 0.000001", estimate.snips());
        var size = estimate.effectiveSampleSize();
        figures.gate(Math.round(size) == 2467, "effective sample size %.1f, 2467", size);
        figures.gate(near(estimate.meanWeight(), 0.985, 5e-4), "mean weight %.4f, 0.985", estimate.meanWeight());
        var interval = estimate.ipsInterval();
        figures.gate(
                near(interval.low(), 0.0024, 4e-4) && near(interval.high(), 0.0071, 4e-4),
                "95 %% interval [%.4f, %.4f], about [0.0024, 0.0071]",
                interval.low(),
                interval.high());
        figures.gate(estimate.refusals().isEmpty(), "a verdict is allowed");
    }

    private void judgeUniformByThompson(double[][] uniform, Figures figures) throws IOException {
        var choices = log.choices(BanditLog.THOMPSON);
        figures.say("%nThe uniform policy, judged by the first choices of Thompson sampling");
        var small = 0;
        var refused = 0;
        for (var prefix : PREFIXES) {
            var estimate = evaluate(crossFitted(choices.subList(0, Math.min(prefix, choices.size())), uniform));
            figures.say("%s, %s", text(estimate), verdict(estimate));
            var isSmall = estimate.effectiveSampleSize() < 200;
            small += isSmall ? 1 : 0;
            refused += isSmall && !estimate.refusals().isEmpty() ? 1 : 0;
        }
        figures.gate(
                small > 0 && refused == small, "refused %d of %d times that the sample was too small", refused, small);
    }

    private static String verdict(OffPolicyEstimate estimate) {
        return estimate.refusals().isEmpty() ? "allowed" : "refused: " + String.join("; ", estimate.refusals());
    }

    private static OffPolicyEstimate evaluate(List<LoggedAction> actions) {
        return new OffPolicyEvaluation(new SplittableRandom(SEED)).evaluate(actions);
    }

    /** Each half of the log with a reward model fitted to the other, so that no choice is judged by itself. */
    private static List<LoggedAction> crossFitted(List<Choice> choices, double[][] policy) {
        var half = choices.size() / 2;
        var first = choices.subList(0, half);
        var second = choices.subList(half, choices.size());
        var actions = new ArrayList<>(actions(first, new ItemRates(second, policy.length), policy));
        actions.addAll(actions(second, new ItemRates(first, policy.length), policy));
        return actions;
    }

    private static List<LoggedAction> actions(List<Choice> choices, ItemRates rates, double[][] policy) {
        return choices.stream()
                .map(choice -> new LoggedAction(
                        choice.clicked() ? 1 : 0,
                        choice.propensity(),
                        policy[choice.item()][choice.position()],
                        rates.expected(policy, choice.position()),
                        rates.rate(choice.item())))
                .toList();
    }

    private static double[][] uniform(int items) {
        var policy = new double[items][3];
        Arrays.stream(policy).forEach(atItem -> Arrays.fill(atItem, 1.0 / items));
        return policy;
    }

    private static boolean near(double value, double expected, double tolerance) {
        return Math.abs(value - expected) <= tolerance;
    }

    private static String text(OffPolicyEstimate estimate) {
        return String.format(
                Locale.ROOT,
                "        %,6d choices: logged %.5f, IPS %.5f, SNIPS %.5f, DR %.5f, ESS %.0f, mean weight %.3f, max %.1f",
                estimate.choices(),
                estimate.logged(),
                estimate.ips(),
                estimate.snips(),
                estimate.dr(),
                estimate.effectiveSampleSize(),
                estimate.meanWeight(),
                estimate.maxWeight());
    }
}
