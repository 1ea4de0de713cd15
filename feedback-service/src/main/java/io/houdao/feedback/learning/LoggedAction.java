package io.houdao.feedback.learning;

/**
 * One logged choice, seen from a candidate policy π.
 *
 * @param reward what came of the action taken, in any unit
 * @param propensity p, the probability with which it was taken, in (0, 1]
 * @param candidateProbability π(a|x), with which the candidate would have taken it, in [0, 1]
 * @param expectedReward Σ π(a|x)·q(x, a) over all actions, q being a model of the reward; 0 without a model
 * @param modelledReward q(x, a) of the action taken; 0 without a model
 */
public record LoggedAction(
        double reward, double propensity, double candidateProbability, double expectedReward, double modelledReward) {

    public LoggedAction {
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("propensity must be above 0 and at most 1, was " + propensity);
        }
        if (!(candidateProbability >= 0 && candidateProbability <= 1)) {
            throw new IllegalArgumentException("candidateProbability must be 0 to 1, was " + candidateProbability);
        }
    }

    /** Without a model of the reward: the doubly robust estimate then equals the weighted one. */
    public static LoggedAction withoutModel(double reward, double propensity, double candidateProbability) {
        return new LoggedAction(reward, propensity, candidateProbability, 0, 0);
    }

    /** How many times likelier the candidate was to take the action than the policy that took it. */
    double weight() {
        return candidateProbability / propensity;
    }

    double doublyRobust() {
        return expectedReward + weight() * (reward - modelledReward);
    }
}
