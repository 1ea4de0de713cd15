package io.houdao.feedback.experience;

/**
 * Where a share most likely lies: Wilson's score interval at 95 %, which stays within [0, 1] and stays honest for small
 * counts (E. B. Wilson, JASA 22, 1927).
 *
 * <p>With 8 closes of 20: [0.219, 0.613]; with 0 of 5: [0, 0.434]; with nothing observed: [0, 1].
 */
public record Interval(double low, double high) {

    /** The two-sided 95 % quantile of the normal distribution. */
    public static final double Z = 1.959964;

    private static final Interval UNKNOWN = new Interval(0, 1);

    /** The interval at 95 % around {@code successes / trials}. */
    public static Interval of(long successes, long trials) {
        return of(successes, trials, Z);
    }

    /**
     * The interval around {@code successes / trials}.
     *
     * @param z the two-sided quantile of the normal distribution for the confidence that is wanted
     * @throws IllegalArgumentException unless 0 ≤ successes ≤ trials
     */
    public static Interval of(long successes, long trials, double z) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " of " + trials);
        }
        if (trials == 0) {
            return UNKNOWN;
        }
        var share = (double) successes / trials;
        var zz = z * z / trials;
        var centre = (share + zz / 2) / (1 + zz);
        var half = z * Math.sqrt(share * (1 - share) / trials + zz / trials / 4) / (1 + zz);
        return new Interval(
                successes == 0 ? 0 : Math.max(0, centre - half), successes == trials ? 1 : Math.min(1, centre + half));
    }
}
