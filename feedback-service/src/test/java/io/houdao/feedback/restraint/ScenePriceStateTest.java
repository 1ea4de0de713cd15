package io.houdao.feedback.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScenePriceStateTest {

    private static final PricePolicy POLICY = new PricePolicy(600, 100_000, 5, 3, 0.05, 1_440, 60, 0.05);
    private static final double ACCEPTED = 0.05;
    private static final long MAX = 2_000_000;

    @Test
    void moreNegativesThanAcceptedRaiseThePriceByTheirExcess() {
        assertThat(window(ScenePriceState.CALM, 60, 24).micros()).isEqualTo(21 * 600);
    }

    @Test
    void fewerNegativesThanAcceptedLeaveACalmSceneAlone() {
        assertThat(window(ScenePriceState.CALM, 10_000, 100)).isEqualTo(ScenePriceState.CALM);
    }

    @Test
    void whatChanceAloneCouldDoChangesNothing() {
        assertThat(window(ScenePriceState.CALM, 60, 11).micros()).isZero();
        assertThat(window(ScenePriceState.CALM, 1, 1).micros()).isZero();
    }

    @Test
    void aSmallExcessThatLastsIsActedUpon() {
        var state = ScenePriceState.CALM;

        for (var i = 0; i < 20; i++) {
            state = window(state, 60, 6);
        }

        assertThat(state.micros()).isPositive();
    }

    @Test
    void goodTimesAreNoCreditForBadOnes() {
        var state = ScenePriceState.CALM;
        for (var i = 0; i < 1_000; i++) {
            state = window(state, 1_000, 0);
        }

        assertThat(window(state, 60, 24).micros()).isEqualTo(21 * 600);
    }

    @Test
    void aPriceHoldsForFiveWindowsAfterARiseAndThenFalls() {
        var state = window(ScenePriceState.CALM, 60, 24);
        for (var i = 0; i < 4; i++) {
            state = window(state, 300, 0);
            assertThat(state.micros()).isEqualTo(21 * 600);
        }

        assertThat(window(state, 300, 0).micros()).isZero();
    }

    @Test
    void aPriceThatOvershotComesBackAlthoughChanceCouldHaveBroughtThatAbout() {
        var state = new ScenePriceState(100_000, 0, 0, 0, 5, 0);
        for (var i = 0; i < 10; i++) {
            state = window(state, 60, 2);
        }

        assertThat(state.micros()).as("nine too few are 5.4 %").isEqualTo(100_000 - 9 * 600);
    }

    @Test
    void whatIsNotMaterialWaitsForMoreAndIsNotForgotten() {
        var state = new ScenePriceState(1_000_000, 0, 0, 0, 5, 0);
        for (var i = 0; i < 83; i++) {
            state = window(state, 60, 2);
            assertThat(state.micros()).isEqualTo(1_000_000);
        }

        assertThat(window(state, 60, 2).micros()).isEqualTo(1_000_000 - 84 * 600);
    }

    @Test
    void aSmallExcessUnderAPriceRaisesItOnlyAfterTheHold() {
        var state = new ScenePriceState(10_000, 0, 0, 0, 5, 0);
        for (var i = 0; i < 4; i++) {
            state = window(state, 60, 4);
            assertThat(state.micros()).isEqualTo(10_000);
        }

        assertThat(window(state, 60, 4).micros()).isEqualTo(10_000 + 5 * 600);
    }

    @Test
    void aPriceOfWhichTheLeastShareIsMoreThanAStepMovesAllTheSame() {
        var state = new ScenePriceState(1_900_000, 0, 0, 5, 5, 0);

        assertThat(state.after(
                                10_000,
                                300,
                                ACCEPTED,
                                4_000_000,
                                new PricePolicy(600, 50_000, 5, 3, 0.05, 1_440, 60, 0.05))
                        .micros())
                .isEqualTo(1_850_000);
    }

    @Test
    void thePriceOfASceneThatWentSilentFades() {
        var state = new ScenePriceState(100_000, 0, 0, 0, 5, 0);
        for (var i = 0; i < 59; i++) {
            state = window(state, 0, 0);
            assertThat(state.micros()).isEqualTo(100_000);
        }

        assertThat(window(state, 0, 0).micros()).isEqualTo(95_000);
    }

    @Test
    void whatWasPendingWhenAnOperatorSetThePriceDoesNotMoveIt() {
        var state = window(ScenePriceState.CALM, 60, 24).setTo(0, 30, 12);

        assertThat(window(state, 30, 12)).isEqualTo(ScenePriceState.CALM);
        assertThat(window(state, 90, 36).micros()).isEqualTo(21 * 600);
    }

    @Property
    void noStepIsLongerThanAllowedAndNoPriceLeavesItsBounds(
            @ForAll @LongRange(min = 0, max = MAX) long micros,
            @ForAll @LongRange(min = 0, max = 1_000_000) long served,
            @ForAll @LongRange(min = 0, max = 1_000_000) long negatives,
            @ForAll @IntRange(min = 0, max = 5) int age,
            @ForAll @DoubleRange(min = 0.01, max = 0.9) double accepted) {
        var before = new ScenePriceState(micros, 0, 0, 0, age, 0);

        var after = before.after(served, negatives, accepted, MAX, POLICY);

        assertThat(after.micros()).isBetween(0L, MAX);
        assertThat(Math.abs(after.micros() - micros)).isLessThanOrEqualTo(100_000);
    }

    @Property
    void moreNegativesNeverMakeForALowerPrice(
            @ForAll @LongRange(min = 0, max = MAX) long micros,
            @ForAll @LongRange(min = -1_000, max = 1_000) long carried,
            @ForAll @LongRange(min = 0, max = 10_000) long served,
            @ForAll @LongRange(min = 0, max = 1_000) long negatives,
            @ForAll @LongRange(min = 0, max = 100) long more,
            @ForAll @IntRange(min = 0, max = 5) int age,
            @ForAll @IntRange(min = 0, max = 59) int idle) {
        var state = new ScenePriceState(micros, Math.abs(carried) * 10, Math.max(0, carried), 0, age, idle);

        var few = state.after(served, negatives, ACCEPTED, MAX, POLICY);
        var many = state.after(served, negatives + more, ACCEPTED, MAX, POLICY);

        assertThat(many.micros()).isGreaterThanOrEqualTo(few.micros());
    }

    private static ScenePriceState window(ScenePriceState state, long served, long negatives) {
        return state.after(served, negatives, ACCEPTED, MAX, POLICY);
    }
}
