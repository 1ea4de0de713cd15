package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResponseLearnerTest {

    @Test
    void learningReturnsWhatPredictingWouldHaveSaid() {
        var world = new TrueResponses(5, -1);
        var learner = new ResponseLearner(FtrlParameters.common().withBits(18));

        for (var i = 0; i < 45_000; i++) {
            var showing = world.next();
            var predicted = learner.predict(showing.scene(), showing.slots());
            assertThat(learner.learn(showing.scene(), showing.slots(), showing.happened()))
                    .isEqualTo(predicted);
        }
    }

    /** The features say nothing of the scene, so only its own calibration can tell it from the others, a third off either way. */
    @Test
    void isCalibratedInEverySceneEvenIfTheModelIsNot() {
        var world = new TrueResponses(6, -1);
        var learner = new ResponseLearner(FtrlParameters.common().withBits(18));
        var sport = new PredictionQuality();
        var weather = new PredictionQuality();

        for (var i = 0; i < 200_000; i++) {
            var showing = world.next();
            var withoutScene = new int[] {showing.slots()[0], showing.slots()[1]};
            var prediction = learner.learn(showing.scene(), withoutScene, showing.happened());
            if (i >= 100_000 && showing.scene().equals("home/sport")) {
                sport.add(prediction, showing.happened());
            }
            if (i >= 100_000 && showing.scene().equals("public/weather")) {
                weather.add(prediction, showing.happened());
            }
        }

        assertThat(sport.calibration()).isBetween(0.93, 1.07);
        assertThat(weather.calibration()).isBetween(0.93, 1.07);
    }
}
