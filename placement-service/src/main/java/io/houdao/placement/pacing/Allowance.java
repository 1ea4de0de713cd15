package io.houdao.placement.pacing;

/**
 * What is left to spread: a budget over the rest of a flight or of a day, or a goal.
 *
 * <p>The plan ends six minutes early ({@value #EARLY} of a day): were it the last second, whatever the last traffic falls
 * short of yesterday's would stay unspent.
 *
 * @param left in micros or in showings
 * @param days over how many days' traffic it is to be spread
 * @param part the part of it that falls into the window: (F(t+Δ) − F(t)) / (1 − F(t))
 */
public record Allowance(double left, double days, double part) {

    private static final double EARLY = 0.004;

    /** What is left, with so much traffic still to come, of which some falls into the window; both in days. */
    public static Allowance of(double left, double restDays, double windowDays) {
        var planned = restDays - EARLY;
        return new Allowance(Math.max(0, left), restDays, planned <= windowDays ? 1 : windowDays / planned);
    }

    /** What may be used in the window. */
    double target() {
        return left * part;
    }
}
