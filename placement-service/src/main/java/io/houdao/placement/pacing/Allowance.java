package io.houdao.placement.pacing;

/**
 * A limit to spread: a budget over a flight or over a day, or a goal.
 *
 * @param total what was allowed in all, in micros or in showings
 * @param left what is left of it
 * @param days over how many days' traffic {@code total} is spread
 * @param part the part of the traffic still to come that falls into the window: (F(t+Δ) − F(t)) / (1 − F(t))
 */
public record Allowance(double total, double left, double days, double part) {

    /** What may be used in the window. */
    double target() {
        return Math.max(0, left) * part;
    }
}
