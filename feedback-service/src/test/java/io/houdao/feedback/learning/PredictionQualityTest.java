package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PredictionQualityTest {

    private final PredictionQuality quality = new PredictionQuality();

    @Test
    void nothingAddedSaysNothing() {
        assertThat(quality.auc()).isNaN();
        assertThat(quality.logLoss()).isNaN();
        assertThat(quality.calibration()).isNaN();
    }

    @Test
    void aPerfectOrderHasAnAucOfOneAndAReversedOneOfZero() {
        var reversed = new PredictionQuality();
        for (var i = 0; i < 10; i++) {
            quality.add(i / 10.0, i >= 5);
            reversed.add(i / 10.0, i < 5);
        }

        assertThat(quality.auc()).isEqualTo(1);
        assertThat(reversed.auc()).isZero();
    }

    @Test
    void aucCountsPairsAndTiesHalf() {
        var random = new SplittableRandom(3);
        var predictions = random.ints(3_000, 0, 20).mapToDouble(i -> i / 20.0).toArray();
        var outcomes = new boolean[predictions.length];
        for (var i = 0; i < outcomes.length; i++) {
            outcomes[i] = random.nextDouble() < predictions[i];
            quality.add(predictions[i], outcomes[i]);
        }

        assertThat(quality.auc()).isCloseTo(aucByPairs(predictions, outcomes), within(1e-12));
    }

    private static double aucByPairs(double[] predictions, boolean[] outcomes) {
        var won = 0.0;
        var pairs = 0;
        for (var i = 0; i < outcomes.length; i++) {
            for (var j = 0; j < outcomes.length; j++) {
                if (outcomes[i] && !outcomes[j]) {
                    pairs++;
                    won += (Double.compare(predictions[i], predictions[j]) + 1) / 2.0;
                }
            }
        }
        return won / pairs;
    }

    @Test
    void logLossIsTheMeanSurprise() {
        quality.add(0.25, true);
        quality.add(0.25, false);

        assertThat(quality.logLoss()).isCloseTo(-(Math.log(0.25) + Math.log(0.75)) / 2, within(1e-15));
    }

    @Test
    void aCertaintyThatFailsCostsMuchButNotEverything() {
        quality.add(0, true);

        assertThat(quality.logLoss()).isCloseTo(-Math.log(1e-12), within(1e-9));
    }

    @Test
    void calibrationIsWhatWasPredictedPerWhatHappened() {
        quality.add(0.5, true);
        quality.add(0.7, false);

        assertThat(quality.calibration()).isCloseTo(1.2, within(1e-15));
        assertThat(quality.positives()).isEqualTo(1);
        assertThat(quality.size()).isEqualTo(2);
    }
}
