package io.houdao.feedback.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A candidate model before its judge: decisions made after it was, which it has therefore not learnt from. For one thread.
 */
final class Trial {

    /** More would make the verdict slower and hardly surer: what comes later is left out. */
    private static final int MOST = 50_000;

    /** Any number: the same log gives the same verdict. */
    private static final long SEED = 7_041_971;

    private final Model candidate;
    private final ContestPolicy policy;
    private final LearningSettings.Costs costs;
    private final List<LoggedAction> value = new ArrayList<>();
    private final List<LoggedAction> harm = new ArrayList<>();

    Trial(Model candidate, LearningSettings.Costs costs) {
        this.candidate = candidate;
        this.policy = new ContestPolicy(candidate.predictions(), costs);
        this.costs = costs;
    }

    boolean isOf(Model model) {
        return candidate.version().equals(model.version());
    }

    void add(Example example) {
        if (example.decidedAt().isBefore(candidate.madeAt()) || value.size() >= MOST) {
            return;
        }
        var showing = example.showing();
        var taken = showing == null ? null : showing.creativeId();
        var propensity = example.contest().propensity();
        var probability = policy.probability(example, taken);
        value.add(LoggedAction.withoutModel(example.earnedMicros(), propensity, probability));
        var modelled = example.contest().contenders().stream()
                .filter(contender -> contender.creativeId().equals(taken))
                .mapToDouble(contender -> policy.harmMicros(example, contender))
                .sum();
        harm.add(new LoggedAction(
                example.harmMicros(costs),
                propensity,
                probability,
                policy.expected(example, contender -> policy.harmMicros(example, contender)),
                modelled));
    }

    int size() {
        return value.size();
    }

    Verdict judge(double tolerance) {
        var earned = new OffPolicyEvaluation(new SplittableRandom(SEED)).evaluate(value);
        var cost = new OffPolicyEvaluation(new SplittableRandom(SEED)).evaluate(harm);
        var verdict = new Promotion(tolerance).judge(earned, cost);
        return new Verdict(verdict.promoted(), verdict.reasons(), earned, cost);
    }

    /**
     * What was found.
     *
     * @param reasons why it is not promoted; empty if it is
     * @param value what it would have earned, in micros a decision
     * @param harm what it would have cost people, in micros a decision
     */
    record Verdict(boolean promoted, List<String> reasons, OffPolicyEstimate value, OffPolicyEstimate harm) {}
}
