package io.houdao.benchmark.learn;

import io.houdao.benchmark.learn.BanditLog.Choice;
import java.util.List;

/** A model of the reward: each item's click rate, drawn to the rate of all. */
final class ItemRates {

    /** As many choices of an item weigh as much as what is known of all. */
    private static final double PRIOR_CHOICES = 1_000;

    private final double[] clicks;
    private final double[] choices;
    private double allClicks;
    private double allChoices;

    ItemRates(List<Choice> log, int items) {
        clicks = new double[items];
        choices = new double[items];
        log.forEach(this::add);
    }

    private void add(Choice choice) {
        var reward = choice.clicked() ? 1 : 0;
        clicks[choice.item()] += reward;
        choices[choice.item()]++;
        allClicks += reward;
        allChoices++;
    }

    double rate(int item) {
        return (clicks[item] + PRIOR_CHOICES * allClicks / allChoices) / (choices[item] + PRIOR_CHOICES);
    }

    /** What a policy earns at {@code position} if this model is right. */
    double expected(double[][] policy, int position) {
        var sum = 0.0;
        for (var item = 0; item < policy.length; item++) {
            sum += policy[item][position] * rate(item);
        }
        return sum;
    }
}
