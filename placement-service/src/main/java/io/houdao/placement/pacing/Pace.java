package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.Goal;

/**
 * Where the dual mirror descent of one line item has come to (Balseiro, Lu and Mirrokni, "The best of many worlds: dual
 * mirror descent for online allocation problems", Operations Research 2023). After each window:
 *
 * <pre>
 * ℓ ← max(0, ℓ + η·(spent − target)/ρ)            ρ = B/T, η = 1/√T, so that η/ρ = √T/B
 * γ ← clip(γ + η·(due − delivered), 0, penalty)   η = penalty/√goal
 * </pre>
 *
 * <p>T is the number of opportunities over the time that B is spread over. Example: B = 100 yuan, T = 10,000; a window that
 * spent 2 where 1 was due raises ℓ by 100·(2 − 1)/100 = 1, but a single window moves it by {@value #MOST_STEP} at most.
 * Where windows hold many opportunities η is lowered, so that an error of 100 % moves ℓ by {@value #MOST_GAIN} at most:
 * above 2 divided by the elasticity of spending the descent would swing.
 *
 * @param level ℓ = ln(1 + μ) ≥ 0
 * @param liftMicros γ
 * @param dailyOpportunities how often a day it could be shown: T of a day, by a moving average; 0 while nobody knows
 */
public record Pace(double level, double liftMicros, double dailyOpportunities) {

    /** Of a line item that nothing is known of. */
    public static final Pace NONE = new Pace(0, 0, 0);

    private static final double MOST_STEP = 0.5;
    private static final double MOST_GAIN = 0.2;
    private static final double MEMORY = 0.98;

    /**
     * This pace, after a window that holds so many days' traffic.
     *
     * @param windowDays greater than zero
     */
    public Pace seeing(Window window, double windowDays) {
        var seen = Math.max(window.opportunities(), window.showings()) / windowDays;
        var average = dailyOpportunities == 0 ? seen : MEMORY * dailyOpportunities + (1 - MEMORY) * seen;
        return new Pace(level, liftMicros, average);
    }

    /** This pace, after so much was spent in a window of which {@code budget} tells what was allowed. */
    public Pace spending(double spentMicros, Allowance budget) {
        var opportunities = Math.max(1, dailyOpportunities * budget.days());
        var gain = Math.sqrt(opportunities) / budget.total();
        var target = budget.target();
        var bounded = target > 0 ? Math.min(gain, MOST_GAIN / target) : gain;
        var step = bounded * (spentMicros - target);
        return new Pace(
                Math.max(0, level + Math.max(-MOST_STEP, Math.min(MOST_STEP, step))), liftMicros, dailyOpportunities);
    }

    /** This pace, after so many showings in a window of which {@code due} tells how many there should have been. */
    public Pace delivering(double showings, Allowance due, Goal goal) {
        var rate = goal.penaltyMicros() / Math.sqrt(Math.max(1, goal.impressions()));
        var lift = liftMicros + rate * (due.target() - showings);
        return new Pace(level, Math.max(0, Math.min(goal.penaltyMicros(), lift)), dailyOpportunities);
    }

    /** What decisions need of it. */
    public Dual dual() {
        return new Dual(Math.expm1(level), liftMicros);
    }

    boolean isIdle() {
        return level == 0 && liftMicros == 0;
    }
}
