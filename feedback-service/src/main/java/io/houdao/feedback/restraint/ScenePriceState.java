package io.houdao.feedback.restraint;

/**
 * A scene's price of harm ν and what it remembers between windows: the dual variable of the scene's experience budget,
 * {@code ν ← clip(ν + clip(η(negatives − ε·served), ±maxStep), 0, ν_max)}.
 *
 * <p>Three things keep it from oscillating. Counts within the dead band are not news and are carried over, so a small but
 * lasting excess is acted upon once it is certain, and noise is not. After a rise the price holds for some windows. And
 * the step is bounded.
 *
 * <p>Example with ε = 0.05, η = 600 and a dead band of 3: of 60 showings 24 are negative. Accepted are 3, the band is
 * 3·√(60·0.05·0.95) + 3 = 8.1, the excess of 21 lies outside, and the price rises by 21·600 = 12,600 micros.
 *
 * @param micros ν
 * @param carriedServed showings that did not say enough yet
 * @param carriedNegatives how many of them were negative; both may be below zero when an operator declared showings void
 *     before they were counted
 * @param carriedWindows from how many windows these are
 * @param windowsSinceRise never counts past the hold
 * @param idleWindows windows since anything was shown or the price last faded
 */
record ScenePriceState(
        long micros,
        long carriedServed,
        long carriedNegatives,
        int carriedWindows,
        int windowsSinceRise,
        int idleWindows) {

    static final ScenePriceState CALM = new ScenePriceState(0, 0, 0, 0, Integer.MAX_VALUE, 0);

    /**
     * The state after a window in which {@code served} ads were shown and {@code negatives} of them met with negative
     * feedback.
     *
     * @param acceptedShare ε, in (0, 1)
     * @param maxMicros ν_max
     */
    ScenePriceState after(long served, long negatives, double acceptedShare, long maxMicros, PricePolicy policy) {
        var evidence = new SceneEvidence(carriedServed + served, carriedNegatives + negatives, acceptedShare);
        var age = windowsSinceRise < policy.holdWindows() ? windowsSinceRise + 1 : windowsSinceRise;
        if (evidence.saysTooMuch(policy)) {
            return raised(evidence, maxMicros, policy);
        }
        if (evidence.saysLessThanAccepted(policy)) {
            return age < policy.holdWindows() ? waiting(evidence, age) : lowered(evidence, age, policy);
        }
        var calm = micros == 0 && evidence.excess() <= 0;
        var carried =
                calm || carriedWindows + 1 >= policy.memoryWindows() ? settled(micros, age) : waiting(evidence, age);
        return served == 0 && negatives == 0 ? carried.idle(idleWindows + 1, policy) : carried;
    }

    /** The state once an operator has set the price: what was counted so far is void, {@code pending} counts included. */
    ScenePriceState setTo(long newMicros, long pendingServed, long pendingNegatives) {
        return new ScenePriceState(newMicros, -pendingServed, -pendingNegatives, 0, Integer.MAX_VALUE, 0);
    }

    /** The same, with no more than {@code maxMicros} as the price. */
    ScenePriceState atMost(long maxMicros) {
        return new ScenePriceState(
                Math.min(micros, maxMicros),
                carriedServed,
                carriedNegatives,
                carriedWindows,
                windowsSinceRise,
                idleWindows);
    }

    private ScenePriceState raised(SceneEvidence evidence, long maxMicros, PricePolicy policy) {
        var raised = Math.min(Math.max(micros, maxMicros), micros + evidence.step(policy));
        return new ScenePriceState(raised, 0, 0, 0, 0, 0);
    }

    private ScenePriceState lowered(SceneEvidence evidence, int age, PricePolicy policy) {
        return settled(Math.max(0, micros - evidence.step(policy)), age);
    }

    private ScenePriceState settled(long newMicros, int age) {
        return new ScenePriceState(newMicros, 0, 0, 0, age, 0);
    }

    private ScenePriceState waiting(SceneEvidence evidence, int age) {
        return new ScenePriceState(micros, evidence.served(), evidence.negatives(), carriedWindows + 1, age, 0);
    }

    private ScenePriceState idle(int windows, PricePolicy policy) {
        if (windows < policy.idleWindows()) {
            return new ScenePriceState(
                    micros, carriedServed, carriedNegatives, carriedWindows, windowsSinceRise, windows);
        }
        var faded = micros <= policy.stepMicros() ? 0 : micros - (long) Math.ceil(micros * policy.idleFall());
        return new ScenePriceState(faded, carriedServed, carriedNegatives, carriedWindows, windowsSinceRise, 0);
    }
}
