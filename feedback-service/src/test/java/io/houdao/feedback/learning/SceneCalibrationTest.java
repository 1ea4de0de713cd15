package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SceneCalibrationTest {

    private final SplittableRandom random = new SplittableRandom(11);
    private final SceneCalibration calibration = new SceneCalibration(20_000, 100);

    @Test
    void scoresPassUnchangedUntilItIsFitted() {
        observe("tv", 1_000, 0.9);

        assertThat(calibration.calibrate("tv", 0.2)).isEqualTo(0.2);
    }

    @Test
    void eachSceneIsCorrectedByItsOwnFactor() {
        observe("tv", 20_000, 0.5);
        observe("band", 20_000, 1.5);

        calibration.refit();

        assertThat(meanCalibrated("tv")).isCloseTo(0.5 * 0.3, within(0.01));
        assertThat(meanCalibrated("band")).isCloseTo(1.5 * 0.3, within(0.01));
    }

    @Test
    void aSceneWithTooLittleIsCalibratedWithAllOthers() {
        observe("tv", 20_000, 0.5);
        observe("watch", 50, 1.5);

        calibration.refit();

        assertThat(meanCalibrated("watch")).isCloseTo(meanCalibrated("tv"), within(0.01));
        assertThat(meanCalibrated("never seen")).isCloseTo(meanCalibrated("tv"), within(0.01));
    }

    @Test
    void oldPredictionsAreForgotten() {
        observe("tv", 20_000, 0.2);
        observe("tv", 20_000, 1.5);

        calibration.refit();

        assertThat(meanCalibrated("tv")).isCloseTo(1.5 * 0.3, within(0.01));
    }

    @Test
    void aSceneThatHasNothingToGoByAnyMoreLosesItsOwn() {
        observe("tv", 20_000, 0.5);
        calibration.refit();
        observe("tv", 20_000, 0);

        calibration.refit();

        assertThat(calibration.calibrate("tv", 0.2)).isEqualTo(0.2);
    }

    @Test
    void nothingIsEverCertain() {
        for (var i = 0; i < 1_000; i++) {
            calibration.observe("tv", i, i >= 500);
        }

        calibration.refit();

        assertThat(calibration.calibrate("tv", 0)).isEqualTo(1.0 / 1_002);
        assertThat(calibration.calibrate("tv", 1_000)).isEqualTo(1 - 1.0 / 1_002);
    }

    /** By chance nothing came of the five lowest scores, which is no reason to rule them out. */
    @Test
    void aFewUnluckyScoresAreNotTakenForImpossible() {
        for (var i = 0; i < 10_000; i++) {
            calibration.observe("tv", i / 10_000.0, i >= 5 && i % 4 == 0);
        }

        calibration.refit();

        assertThat(calibration.calibrate("tv", 0)).isCloseTo(0.25, within(0.05));
    }

    /** Scores are even in [0, 0.6], and the truth is {@code factor} times the score. */
    private void observe(String scene, int showings, double factor) {
        for (var i = 0; i < showings; i++) {
            var score = 0.6 * random.nextDouble();
            calibration.observe(scene, score, random.nextDouble() < factor * score);
        }
    }

    private double meanCalibrated(String scene) {
        var sum = 0.0;
        for (var i = 0; i < 600; i++) {
            sum += calibration.calibrate(scene, (i + 0.5) / 1_000);
        }
        return sum / 600;
    }
}
