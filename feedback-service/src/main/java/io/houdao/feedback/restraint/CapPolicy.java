package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Interval;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often one person may see a creative in a slot in a scene where it annoys, though not beyond bearing. A step halves the
 * limit, or doubles it.
 *
 * @param minShowings fewer prove nothing
 * @param factor how many times the scene's accepted share is too much
 * @param certainty how many standard deviations it must lie beyond that
 * @param firstLimit showings a day to one person, the first step; the last is one a day
 * @param hold after a step nothing is judged for so long, at least an hour: what was shown before still has to come in
 * @param calm after so long without too much the limit is doubled, to see whether that is borne
 * @param longestCalm calm doubles with every time that it was not borne, up to this
 * @param remembered for so long after its last step a place is known to have relapsed
 */
record CapPolicy(
        int minShowings,
        double factor,
        double certainty,
        int firstLimit,
        Duration hold,
        Duration calm,
        Duration longestCalm,
        Duration remembered) {

    CapPolicy {
        if (minShowings < 1 || firstLimit < 1 || factor < 1) {
            throw new IllegalArgumentException("showings, limit and factor must be at least 1");
        }
        if (hold.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("evidence is kept by the hour; hold was " + hold);
        }
    }

    /**
     * Whether {@code seen} proves more than is accepted.
     *
     * <p>With ε = 0.05, factor 1.25 and certainty 4, 100 of 1,000 are enough (lower end 0.069), 8 of 100 are not (0.024).
     */
    boolean isTooMuch(Counts seen, double acceptedShare) {
        return seen.trials() >= minShowings
                && Interval.of(seen.minded().negatives(), seen.trials(), certainty)
                                .low()
                        > factor * acceptedShare;
    }

    /** Whether {@code seen} gives no reason to believe that people would bear more. */
    boolean isStillTooMuch(Counts seen, double acceptedShare) {
        return seen.trials() >= minShowings && seen.minded().negatives() > acceptedShare * seen.trials();
    }

    /** The next step down; the same where there is none. */
    int tighter(@Nullable Integer limit) {
        return limit == null ? firstLimit : Math.max(1, limit / 2);
    }

    /** The next step up; null where that is no cap. */
    @Nullable
    Integer looser(int limit) {
        return 2 * limit > firstLimit ? null : Integer.valueOf(2 * limit);
    }

    /** How long a cap must hold after {@code relapses}. */
    Duration calm(int relapses) {
        var wanted = calm.multipliedBy(1L << Math.min(relapses, 20));
        return wanted.compareTo(longestCalm) > 0 ? longestCalm : wanted;
    }
}
