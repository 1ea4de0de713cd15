package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Interval;
import java.time.Duration;

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

    /** Whether what was seen over the horizon condemns it, or the last window does by itself, long calm before it or not. */
    boolean condemns(Counts seen, Counts window, double acceptedShare) {
        return condemns(seen, acceptedShare)
                || window.offered() >= minShowings && isBeyond(window, BEYOND_CHANCE, acceptedShare);
    }

    /**
     * Whether {@code counts} prove, with 97.5 % confidence, that it meets with negative feedback more than {@code factor}
     * times as often as its scene accepts.
     *
     * <p>With ε = 0.05 and factor 2, 8 of 30 are enough (lower bound 0.142), 6 of 30 are not (0.095).
     */
    boolean condemns(Counts counts, double acceptedShare) {
        return counts.trials() >= minShowings && isBeyond(counts, Interval.Z, acceptedShare);
    }

    private boolean isBeyond(Counts counts, double z, double acceptedShare) {
        return Interval.of(counts.negatives(), counts.trials(), z).low() > factor * acceptedShare;
    }
}
