package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IsotonicCalibrationTest {

    @Test
    void nothingToFitToIsRefused() {
        assertThatThrownBy(() -> IsotonicCalibration.fit(new double[0], new boolean[0], 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IsotonicCalibration.fit(new double[2], new boolean[1], 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neighboursInTheWrongOrderArePooled() {
        var calibration =
                IsotonicCalibration.fit(new double[] {.1, .2, .3, .4}, new boolean[] {false, true, false, true}, 1);

        assertThat(Stream.of(.1, .2, .3, .4).map(calibration::calibrate)).containsExactly(0.0, 0.5, 0.5, 1.0);
        assertThat(calibration.calibrate(0)).isZero();
        assertThat(calibration.calibrate(0.19)).isZero();
        assertThat(calibration.calibrate(0.39)).isEqualTo(0.5);
        assertThat(calibration.calibrate(9)).isEqualTo(1);
    }

    @Test
    void aStepRestsOnAsManyScoresAsAskedForAndOnWholeTies() {
        var scores = new double[] {.1, .2, .2, .3, .4, .5, .6};
        var outcomes = new boolean[] {false, false, true, false, true, true, true};

        var calibration = IsotonicCalibration.fit(scores, outcomes, 2);

        assertThat(Stream.of(.1, .2, .3, .4, .5, .6).map(calibration::calibrate))
                .containsExactly(1.0 / 3, 1.0 / 3, 0.5, 0.5, 1.0, 1.0);
    }

    @Property(tries = 300)
    void neverDecreases(
            @ForAll @Size(min = 1, max = 60) @IntRange(max = 30) int[] scores,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int leastStep) {
        var calibration = IsotonicCalibration.fit(asDoubles(scores), outcomes(scores.length, seed), leastStep);

        for (var score = -1.0; score < 32; score += 0.5) {
            assertThat(calibration.calibrate(score)).isLessThanOrEqualTo(calibration.calibrate(score + 0.5));
        }
    }

    @Property(tries = 300)
    void preservesTheMean(
            @ForAll @Size(min = 1, max = 60) @IntRange(max = 30) int[] scores,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int leastStep) {
        var outcomes = outcomes(scores.length, seed);

        var calibration = IsotonicCalibration.fit(asDoubles(scores), outcomes, leastStep);

        var positives = 0;
        var calibrated = 0.0;
        for (var i = 0; i < scores.length; i++) {
            positives += outcomes[i] ? 1 : 0;
            calibrated += calibration.calibrate(scores[i]);
        }
        assertThat(calibrated).isCloseTo(positives, within(1e-9));
    }

    /** The isotonic regression at i is the largest, over all starts a ≤ i, of the least mean of a..b with b ≥ i. */
    @Property(tries = 300)
    void isTheNearestNonDecreasingFunction(
            @ForAll @Size(min = 1, max = 40) @IntRange(max = 15) int[] scores, @ForAll long seed) {
        Arrays.sort(scores);
        var outcomes = outcomes(scores.length, seed);

        var calibration = IsotonicCalibration.fit(asDoubles(scores), outcomes, 1);

        for (var score : scores) {
            assertThat(calibration.calibrate(score)).isCloseTo(maxMin(scores, outcomes, score), within(1e-12));
        }
    }

    private static double maxMin(int[] scores, boolean[] outcomes, int score) {
        var best = 0.0;
        for (var from : scores) {
            var least = 1.0;
            for (var to : scores) {
                least = from <= score && score <= to ? Math.min(least, mean(scores, outcomes, from, to)) : least;
            }
            best = from <= score ? Math.max(best, least) : best;
        }
        return best;
    }

    private static double mean(int[] scores, boolean[] outcomes, int from, int to) {
        var positives = 0.0;
        var count = 0;
        for (var i = 0; i < scores.length; i++) {
            var inside = from <= scores[i] && scores[i] <= to;
            count += inside ? 1 : 0;
            positives += inside && outcomes[i] ? 1 : 0;
        }
        return positives / count;
    }

    private static double[] asDoubles(int[] scores) {
        return Arrays.stream(scores).asDoubleStream().toArray();
    }

    private static boolean[] outcomes(int size, long seed) {
        var random = new SplittableRandom(seed);
        var outcomes = new boolean[size];
        for (var i = 0; i < size; i++) {
            outcomes[i] = random.nextBoolean();
        }
        return outcomes;
    }
}
