package io.houdao.feedback.restraint;

/**
 * A scene's price of harm ν and what it remembers between windows: the dual variable of the scene's experience budget,
 * {@code ν ← clip(ν + clip(η(negatives − ε·served), ±maxStep), 0, ν_max)}.
 *
 * <p>Who is calm stays calm: without a price, counts that chance could have made move nothing and are carried over, so that a
 * small but lasting excess is found once it is certain, and noise is not. Where there is a price, the rule is integral control:
 * every negative more or less than accepted moves it by η, once, so that in the long run what is accepted is met with the least
 * price, and an overshoot comes back. Waiting within a band of chance instead would leave it wherever its first step led.
 *
 * <p>Three things keep it from oscillating. A step waits until it is material and what was shown since the last has had time to
 * come in, so noise, whose sum stays small, cancels out before it moves anything (event-based integral control: K.-E. Årzén, A
 * Simple Event-Based PID Controller, IFAC World Congress 1999). A step is bounded, and what lies beyond its bound is dropped
 * rather than saved up (anti-windup: K. J. Åström, R. M. Murray, Feedback Systems, on PID control). And only what lies beyond the
 * dead band raises a price before its time.
 *
 * <p>Example with ε = 0.05, η = 600 and a dead band of 3: of 60 showings 24 are negative. Accepted are 3, the band is
 * 3·√(60·0.05·0.95) + 3 = 8.1, the excess of 21 lies outside, and the price rises by 21·600 = 12,600 micros. Then 100 showings
 * bring 3 negatives: two fewer than accepted are 1,200 micros, more than 5 % of the price, and after the hold it falls to 11,400.
 *
 * @param micros ν
 * @param carriedServed showings that did not say enough yet
 * @param carriedNegatives how many of them were negative; both may be below zero when an operator declared showings void
 *     before they were counted
 * @param carriedWindows from how many windows these are
 * @param windowsSinceRise never counts past the hold
 * @param idleWindows windows since anything was shown or the price last faded
 */
public record ScenePriceState(
        long micros,
        long carriedServed,
        long carriedNegatives,
        int carriedWindows,
        int windowsSinceRise,
        int idleWindows) {

    /** Nothing has happened yet. */
    public static final ScenePriceState CALM = new ScenePriceState(0, 0, 0, 0, Integer.MAX_VALUE, 0);

    /**
     * The state after a window in which {@code served} ads were shown and {@code negatives} of them met with negative
     * feedback.
     *
     * @param acceptedShare ε, in (0, 1)
     * @param maxMicros ν_max
     */
    public ScenePriceState after(
            long served, long negatives, double acceptedShare, long maxMicros, PricePolicy policy) {
        var evidence = new SceneEvidence(carriedServed + served, carriedNegatives + negatives, acceptedShare);
        var age = windowsSinceRise < policy.holdWindows() ? windowsSinceRise + 1 : windowsSinceRise;
        var isEmpty = served == 0 && negatives == 0;
        if (evidence.saysTooMuch(policy) || !isEmpty && isDue(evidence, age, policy)) {
            return evidence.excess() > 0 ? raised(evidence, maxMicros, policy) : lowered(evidence, age, policy);
        }
        var calm = micros == 0 && evidence.excess() <= 0;
        var carried =
                calm || carriedWindows + 1 >= policy.memoryWindows() ? settled(micros, age) : waiting(evidence, age);
        return isEmpty ? carried.idle(idleWindows + 1, policy) : carried;
    }

    /** Whether a price that there is takes a step, up or down, although chance could have brought it about. */
    private boolean isDue(SceneEvidence evidence, int age, PricePolicy policy) {
        return micros > 0
                && evidence.excess() != 0
                && evidence.step(policy) >= Math.min(policy.maxStepMicros(), policy.materialChange() * micros)
                && age >= policy.holdWindows()
                && carriedWindows + 1 >= policy.holdWindows();
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
