package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Counts.Basis;
import io.houdao.feedback.experience.Interval;
import java.time.Duration;
import java.util.Optional;

/**
 * When a creative is taken out of one slot in one scene.
 *
 * @param minShowings fewer prove nothing
 * @param factor how many times the scene's accepted share is beyond bearing
 * @param length of a suspension
 * @param horizon evidence older than this no longer counts
 */
record SuspensionPolicy(int minShowings, double factor, Duration length, Duration horizon) {

    /** One in 300,000: of the many windows of a month none condemns by chance alone. */
    private static final double BEYOND_CHANCE = 4.5;

    /**
     * What condemns it: what was seen over the horizon, or the last window by itself, however long it was calm before that.
     * Empty if neither does.
     */
    Optional<Counts> proof(Counts seen, Counts window, double acceptedShare) {
        if (condemns(seen, acceptedShare)) {
            return Optional.of(seen);
        }
        return !isPartlyVoid(window, seen) && isSudden(window, acceptedShare) ? Optional.of(window) : Optional.empty();
    }

    /** An operator declared void what the window had counted by then: otherwise all that was seen holds the window too. */
    private static boolean isPartlyVoid(Counts window, Counts seen) {
        return window.negatives() > seen.negatives();
    }

    /**
     * Whether a single window proves it beyond chance.
     *
     * <p>Where few devices report that × was offered, impressions are what could be closed: never fewer, so the rate comes
     * out lower rather than higher. What was minded may belong to an impression that an earlier window counted, and so counts
     * as a showing more; and what was minded oftener than shown proves nothing, for then impressions were lost.
     *
     * <p>With ε = 0.05 and factor 2: of offers, 13 of 40 are enough (lower bound 0.106); of impressions, 16 of 40 (0.103).
     */
    private boolean isSudden(Counts window, double acceptedShare) {
        if (window.basis() == Basis.OFFERED) {
            return window.trials() >= minShowings
                    && isBeyond(window.minded().negatives(), window.trials(), BEYOND_CHANCE, acceptedShare);
        }
        return window.impressions() >= Math.max(minShowings, window.negatives())
                && isBeyond(
                        window.negatives(), window.impressions() + window.negatives(), BEYOND_CHANCE, acceptedShare);
    }

    /**
     * Whether {@code counts} prove, with 97.5 % confidence, that it meets with negative feedback more than {@code factor}
     * times as often as its scene accepts.
     *
     * <p>With ε = 0.05 and factor 2, 8 of 30 are enough (lower bound 0.142), 6 of 30 are not (0.095).
     */
    boolean condemns(Counts counts, double acceptedShare) {
        return counts.trials() >= minShowings
                && isBeyond(counts.minded().negatives(), counts.trials(), Interval.Z, acceptedShare);
    }

    private boolean isBeyond(long negatives, long trials, double z, double acceptedShare) {
        return Interval.of(negatives, trials, z).low() > factor * acceptedShare;
    }
}
