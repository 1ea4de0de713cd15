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
 * <p>B is what is left, and T the number of opportunities still to come: each window begins a new, shorter problem, so the
 * descent quickens towards the end. Example: 100 yuan and 10,000 opportunities are left; a window that spent 0.3 where 0.1
 * was due raises ℓ by 100/100·(0.3 − 0.1) = 0.2. No window moves ℓ by more than {@value #MOST_STEP}, and where windows hold
 * many opportunities η is lowered, so that an error of 100 % moves ℓ by {@value #MOST_GAIN} at most: above 2 divided by the
 * elasticity of spending the descent would swing.
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

    /** This pace, after so much was spent in a window for which {@code budget} was left. */
    public Pace spending(double spentMicros, Allowance budget) {
        var opportunities = Math.max(1, dailyOpportunities * budget.days());
        var target = budget.target();
        var gain = Math.min(Math.sqrt(opportunities) / budget.left(), MOST_GAIN / target);
        var error = spentMicros - target;
        var step = error == 0 ? 0 : Math.max(-MOST_STEP, Math.min(MOST_STEP, gain * error));
        return new Pace(Math.max(0, level + step), liftMicros, dailyOpportunities);
    }

    /** This pace, after so many showings in a window for which {@code due} were left. */
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
