package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The live model earns 2.0 and harms 0.040 a choice; a twentieth of that is tolerated. */
class PromotionTest {

    private static final Interval BETTER_VALUE = new Interval(0.1, 0.3);
    private static final Interval SAME_VALUE = new Interval(-0.05, 0.05);
    private static final Interval SAME_HARM = new Interval(-0.001, 0.001);
    private static final Interval LESS_HARM = new Interval(-0.010, -0.001);

    private final Promotion promotion = new Promotion(0.05);

    @Test
    void aToleranceOfEverythingIsRefused() {
        assertThatThrownBy(() -> new Promotion(1)).hasMessageContaining("tolerance");
    }

    @Test
    void whatCannotBeJudgedIsNotPromoted() {
        var verdict = promotion.judge(value(BETTER_VALUE, 199), harm(LESS_HARM));

        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.reasons()).singleElement().asString().contains("value: effective sample size 199");
    }

    @Test
    void noValueMakesUpForHarm() {
        var verdict = promotion.judge(value(new Interval(10, 20), 500), harm(new Interval(-0.001, 0.003)));

        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.reasons()).singleElement().asString().contains("harm people more");
    }

    @Test
    void harmIsToleratedUpToATwentieth() {
        assertThat(isPromoted(BETTER_VALUE, new Interval(-0.001, 0.0019))).isTrue();
        assertThat(isPromoted(BETTER_VALUE, new Interval(-0.001, 0.0021))).isFalse();
    }

    @Test
    void aLossOfValueIsToleratedUpToATwentiethIfItSparesPeople() {
        assertThat(isPromoted(new Interval(-0.099, 0.1), LESS_HARM)).isTrue();
        assertThat(isPromoted(new Interval(-0.101, 0.1), LESS_HARM)).isFalse();
    }

    @Test
    void whatIsNotShownToBeBetterStaysOut() {
        var verdict = promotion.judge(value(SAME_VALUE, 500), harm(SAME_HARM));

        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.reasons()).singleElement().asString().contains("not shown to be better");
    }

    @Test
    void aBetterPolicyIsPromotedByItsLog() {
        var evaluation = new OffPolicyEvaluation(new SplittableRandom(1));
        var log = new BanditWorld(8).log(20_000);
        var harmless = log.stream()
                .map(action -> LoggedAction.withoutModel(0, action.propensity(), action.candidateProbability()))
                .toList();

        var verdict = promotion.judge(evaluation.evaluate(log), evaluation.evaluate(harmless));

        assertThat(verdict).isEqualTo(new PromotionVerdict(true, List.of()));
    }

    private boolean isPromoted(Interval valueLift, Interval harmLift) {
        return promotion.judge(value(valueLift, 500), harm(harmLift)).promoted();
    }

    private static OffPolicyEstimate value(Interval lift, double effectiveSampleSize) {
        return estimate(2.0, lift, effectiveSampleSize);
    }

    private static OffPolicyEstimate harm(Interval lift) {
        return estimate(0.040, lift, 500);
    }

    private static OffPolicyEstimate estimate(double logged, Interval lift, double effectiveSampleSize) {
        var any = new Interval(0, 0);
        return new OffPolicyEstimate(
                1_000, logged, logged, logged, logged, effectiveSampleSize, 1, 2, any, any, any, lift);
    }
}
