package io.houdao.placement.pacing;

/**
 * What is left to spread: a budget over the rest of a flight or of a day, or a goal.
 *
 * @param left in micros or in showings
 * @param days over how many days' traffic it is to be spread
 * @param part the part of that traffic that falls into the window: (F(t+Δ) − F(t)) / (1 − F(t))
 */
public record Allowance(double left, double days, double part) {

    public Allowance {
        left = Math.max(0, left);
    }

    /** What may be used in the window. */
    double target() {
        return left * part;
    }
}
