package io.houdao.feedback.learning;

import java.util.Arrays;
import java.util.Optional;

/** The last predictions and what came of them; older ones are overwritten. */
final class RecentPredictions {

    /** A step so long holds, on average, so many positives, or negatives where they are the fewer. */
    private static final int RARER_PER_STEP = 50;

    private final int capacity;
    private double[] scores = new double[16];
    private boolean[] outcomes = new boolean[16];
    private long added;

    RecentPredictions(int capacity) {
        this.capacity = capacity;
    }

    void add(double score, boolean happened) {
        if (added == scores.length && added < capacity) {
            var grown = Math.min(2 * scores.length, capacity);
            scores = Arrays.copyOf(scores, grown);
            outcomes = Arrays.copyOf(outcomes, grown);
        }
        var at = (int) (added++ % capacity);
        scores[at] = score;
        outcomes[at] = happened;
    }

    /** Empty if there are fewer than {@code minimum} positives or negatives. */
    Optional<FittedCalibration> fit(int minimum) {
        var size = (int) Math.min(added, capacity);
        var known = Arrays.copyOf(outcomes, size);
        var positives = 0;
        for (var happened : known) {
            positives += happened ? 1 : 0;
        }
        var rarer = Math.min(positives, size - positives);
        if (rarer < Math.max(minimum, 1)) {
            return Optional.empty();
        }
        var leastStep = (int) Math.ceil((double) size * RARER_PER_STEP / rarer);
        var calibration = IsotonicCalibration.fit(Arrays.copyOf(scores, size), known, leastStep);
        return Optional.of(FittedCalibration.of(calibration, size));
    }
}
