package io.houdao.feedback.restraint;

/** Showings in a scene, those of them that were negative, and the share that the scene accepts, in (0, 1). */
record SceneEvidence(long served, long negatives, double acceptedShare) {

    /** How many more were negative than the scene accepts; below zero where fewer were. */
    double excess() {
        return negatives - acceptedShare * served;
    }

    boolean saysTooMuch(PricePolicy policy) {
        return excess() > band(policy);
    }

    /**
     * So far chance alone carries a count: {@code z·√v + z²/3}, where v is its variance. The second term is Bernstein's
     * and rules for small counts, where one negative showing of one would otherwise look like a catastrophe.
     */
    private double band(PricePolicy policy) {
        var variance = acceptedShare * (1 - acceptedShare) * Math.max(0, served);
        return policy.deadBand() * Math.sqrt(variance) + policy.deadBand() * policy.deadBand() / 3;
    }

    /** How far this moves the price, either way; at least one micro. */
    long step(PricePolicy policy) {
        var wanted = Math.round(policy.stepMicros() * Math.abs(excess()));
        return Math.max(1, Math.min(policy.maxStepMicros(), wanted));
    }
}
