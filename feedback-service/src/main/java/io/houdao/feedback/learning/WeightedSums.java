package io.houdao.feedback.learning;

/** The sums that all off-policy estimates are made of; their formulas are with {@link OffPolicyEstimate}. */
final class WeightedSums {

    private long choices;
    private double rewards;
    private double weights;
    private double squaredWeights;
    private double weightedRewards;
    private double doublyRobust;
    private double maxWeight = Double.NaN;

    void add(LoggedAction action) {
        var weight = action.weight();
        choices++;
        rewards += action.reward();
        weights += weight;
        squaredWeights += weight * weight;
        weightedRewards += weight * action.reward();
        doublyRobust += action.doublyRobust();
        maxWeight = weight <= maxWeight ? maxWeight : weight;
    }

    double logged() {
        return rewards / choices;
    }

    double ips() {
        return weightedRewards / choices;
    }

    double snips() {
        return weightedRewards / weights;
    }

    double dr() {
        return doublyRobust / choices;
    }

    double effectiveSampleSize() {
        return weights * weights / squaredWeights;
    }

    double meanWeight() {
        return weights / choices;
    }

    double maxWeight() {
        return maxWeight;
    }
}
