package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OffPolicyEvaluationTest {

    private final OffPolicyEvaluation evaluation = new OffPolicyEvaluation(new SplittableRandom(1));

    @Test
    void anImpossiblePropensityIsRefused() {
        assertThatThrownBy(() -> LoggedAction.withoutModel(1, 0, 0.5)).hasMessageContaining("propensity");
        assertThatThrownBy(() -> LoggedAction.withoutModel(1, 1.1, 0.5)).hasMessageContaining("propensity");
        assertThatThrownBy(() -> LoggedAction.withoutModel(1, Double.NaN, 0.5)).hasMessageContaining("propensity");
        assertThatThrownBy(() -> LoggedAction.withoutModel(1, 0.5, -0.1)).hasMessageContaining("candidate");
    }

    @Test
    void anEmptyLogIsRefused() {
        assertThat(evaluation.evaluate(List.of()).refusals()).hasSize(2);
    }

    @Test
    void aLogThatTheCandidateWouldHardlyEverHaveMadeIsRefused() {
        var log = Collections.nCopies(500, LoggedAction.withoutModel(0, 0.5, 0.01));
        var few = Collections.nCopies(5, LoggedAction.withoutModel(1, 0.01, 1));

        var estimate = evaluation.evaluate(concat(log, few));

        assertThat(estimate.effectiveSampleSize()).isLessThan(10);
        assertThat(estimate.refusals()).singleElement().asString().contains("effective sample size");
    }

    @Test
    void theEffectiveSampleSizeIsEnoughFromTwoHundredOn() {
        assertThat(evaluation.evaluate(equalWeights(199, 1)).refusals()).hasSize(1);
        assertThat(evaluation.evaluate(equalWeights(200, 1)).refusals()).isEmpty();
    }

    @Test
    void aMeanWeightATenthOffIsRefused() {
        assertThat(evaluation.evaluate(equalWeights(300, 0.899)).refusals()).hasSize(1);
        assertThat(evaluation.evaluate(equalWeights(300, 0.901)).refusals()).isEmpty();
        assertThat(evaluation.evaluate(equalWeights(300, 1.099)).refusals()).isEmpty();
        assertThat(evaluation.evaluate(equalWeights(300, 1.101)).refusals()).hasSize(1);
    }

    @Test
    void theEstimatesAreWhatTheirFormulasSay() {
        var log = List.of(
                new LoggedAction(1, 0.5, 0.25, 0.3, 0.4),
                new LoggedAction(0, 0.5, 0.75, 0.2, 0.1),
                new LoggedAction(2, 0.25, 0.5, 0.5, 0.6));

        var estimate = evaluation.evaluate(log);

        assertThat(estimate.logged()).isCloseTo(1, within(1e-12));
        assertThat(estimate.ips()).isCloseTo((0.5 + 0 + 4) / 3, within(1e-12));
        assertThat(estimate.snips()).isCloseTo(4.5 / 4, within(1e-12));
        assertThat(estimate.dr()).isCloseTo((0.3 + 0.5 * 0.6 + 0.2 + 1.5 * -0.1 + 0.5 + 2 * 1.4) / 3, within(1e-12));
        assertThat(estimate.effectiveSampleSize()).isCloseTo(16 / 6.5, within(1e-12));
        assertThat(estimate.meanWeight()).isCloseTo(4.0 / 3, within(1e-12));
        assertThat(estimate.maxWeight()).isEqualTo(2);
    }

    @Test
    void isUnbiasedAndItsIntervalHoldsTheTruthNinetyFiveTimesInAHundred() {
        var world = new BanditWorld(2);
        var truth = BanditWorld.candidateValue();
        var sum = 0.0;
        var held = 0;

        for (var i = 0; i < 200; i++) {
            var estimate = evaluation.evaluate(world.log(500));
            sum += estimate.ips();
            held += estimate.ipsInterval().contains(truth) ? 1 : 0;
        }

        // One estimate's standard error is about 0.03, that of the mean of 200 then 0.002.
        assertThat(sum / 200).isCloseTo(truth, within(0.006));
        assertThat(held).isBetween(178, 200);
    }

    @Test
    void aGoodRewardModelNarrowsTheInterval() {
        var log = new BanditWorld(3).log(5_000, 1, BanditWorld.REWARD);

        var estimate = evaluation.evaluate(log);

        assertThat(estimate.drInterval().contains(BanditWorld.candidateValue())).isTrue();
        assertThat(width(estimate.drInterval())).isLessThan(width(estimate.ipsInterval()));
    }

    @Test
    void theDoublyRobustEstimateSurvivesEitherMistake() {
        var wrongModel = new double[][] {{0.5, 0.5, 0.5, 0.5}, {0.5, 0.5, 0.5, 0.5}};
        var truth = BanditWorld.candidateValue();

        var withWrongModel = evaluation.evaluate(new BanditWorld(4).log(20_000, 1, wrongModel));
        var withWrongPropensities = evaluation.evaluate(new BanditWorld(5).log(20_000, 0.5, BanditWorld.REWARD));

        assertThat(withWrongModel.dr()).isCloseTo(truth, within(0.02));
        assertThat(withWrongPropensities.dr()).isCloseTo(truth, within(0.02));
        assertThat(withWrongPropensities.ips()).isGreaterThan(1.8 * truth);
        assertThat(withWrongPropensities.refusals()).singleElement().asString().contains("mean weight");
    }

    @Test
    void theSameSeedGivesTheSameIntervals() {
        var log = new BanditWorld(6).log(500);

        var first = new OffPolicyEvaluation(new SplittableRandom(9)).evaluate(log);
        var second = new OffPolicyEvaluation(new SplittableRandom(9)).evaluate(log);

        assertThat(first).isEqualTo(second);
    }

    private static List<LoggedAction> equalWeights(int choices, double weight) {
        return Collections.nCopies(choices, LoggedAction.withoutModel(1, 0.5, 0.5 * weight));
    }

    private static List<LoggedAction> concat(List<LoggedAction> first, List<LoggedAction> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }
}
