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
        assertThat(window(ScenePriceState.CALM, 60, 24))
                .as("and each of them once")
                .isEqualTo(new ScenePriceState(21 * 600, 0, 0, 0, 0, 0));
    }

    @Test
    void fewerNegativesThanAcceptedLeaveACalmSceneAlone() {
        assertThat(window(ScenePriceState.CALM, 10_000, 100)).isEqualTo(ScenePriceState.CALM);
    }

    @Test
    void whatChanceAloneCouldDoChangesNothing() {
        assertThat(window(ScenePriceState.CALM, 60, 11).micros()).isZero();
        assertThat(window(ScenePriceState.CALM, 1, 1).micros()).isZero();
        assertThat(ScenePriceState.CALM.after(100, 68, 0.5, MAX, POLICY).micros())
                .as("three deviations of 5, and 3")
                .isZero();
        assertThat(ScenePriceState.CALM.after(100, 69, 0.5, MAX, POLICY).micros())
                .isEqualTo(19 * 600);
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
    void whatSaidNothingForADayIsForgotten() {
        var state = new ScenePriceState(0, 600, 34, 1_438, Integer.MAX_VALUE, 0);

        state = window(state, 60, 4);
        assertThat(state.carriedNegatives()).isEqualTo(38);

        assertThat(window(state, 60, 4)).isEqualTo(ScenePriceState.CALM);
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
    void aStepIsAMicroAtLeastAndNoneWhereNothingIsTooMuchOrTooLittle() {
        var policy = new PricePolicy(1, 100_000, 5, 3, 0.05, 1_440, 60, 0.05);
        var state = new ScenePriceState(10, 0, 0, 4, 5, 0);

        assertThat(state.after(1, 0, ACCEPTED, MAX, policy).micros()).isEqualTo(9);
        assertThat(state.after(20, 1, ACCEPTED, MAX, policy).micros()).isEqualTo(10);
    }

    @Test
    void aPriceOverItsHighestRisesNoMoreAndDoesNotFallForBeingTooHigh() {
        var state = new ScenePriceState(MAX + 50_000, 0, 0, 0, 5, 0);

        assertThat(window(state, 60, 24).micros()).isEqualTo(MAX + 50_000);
        assertThat(state.atMost(MAX)).isEqualTo(new ScenePriceState(MAX, 0, 0, 0, 5, 0));
    }

    @Test
    void whereNothingCameInNoStepIsTakenAndWhereClosesAloneDidOneIs() {
        var ripe = new ScenePriceState(10_000, 240, 16, 4, 5, 0);
        var waiting = new ScenePriceState(30_000, 0, 0, 4, 5, 0);

        assertThat(window(ripe, 0, 0).micros()).isEqualTo(10_000);
        assertThat(window(ripe, 20, 1).micros()).isEqualTo(10_000 + 4 * 600);
        assertThat(window(waiting, 0, 3).micros()).isEqualTo(30_000 + 3 * 600);
    }

    @Test
    void aSceneInWhichSomethingIsShownNowAndThenIsNotSilent() {
        var nearlySilent = new ScenePriceState(100_000, 0, 0, 4, 5, 59);

        assertThat(window(window(nearlySilent, 60, 3), 0, 0).micros()).isEqualTo(100_000);
        assertThat(window(window(nearlySilent, 300, 0), 0, 0).micros())
                .as("after a step down too")
                .isEqualTo(100_000 - 15 * 600);
    }

    @Test
    void thePriceOfASceneThatWentSilentFades() {
        var state = new ScenePriceState(100_000, 0, 0, 0, 5, 0);
        for (var i = 0; i < 59; i++) {
            state = window(state, 0, 0);
            assertThat(state.micros()).isEqualTo(100_000);
        }

        state = window(state, 0, 0);
        for (var i = 0; i < 59; i++) {
            assertThat(state.micros()).isEqualTo(95_000);
            state = window(state, 0, 0);
        }

        assertThat(window(state, 0, 0).micros()).isEqualTo(90_250);
    }

    @Test
    void whatIsLessThanAStepIsGoneAtOnce() {
        assertThat(window(new ScenePriceState(601, 0, 0, 0, 5, 59), 0, 0).micros())
                .isEqualTo(601 - 31);
        assertThat(window(new ScenePriceState(600, 0, 0, 0, 5, 59), 0, 0).micros())
                .isZero();
    }

    @Test
    void whatWasPendingWhenAnOperatorSetThePriceDoesNotMoveIt() {
        var state = window(ScenePriceState.CALM, 60, 24).setTo(0, 30, 12);

        assertThat(window(state, 30, 12)).isEqualTo(ScenePriceState.CALM);
        assertThat(window(state, 90, 36).micros()).isEqualTo(21 * 600);
        assertThat(window(window(ScenePriceState.CALM, 60, 6).setTo(0, 30, 12), 30, 12))
                .as("nor does what was carried")
                .isEqualTo(ScenePriceState.CALM);
        assertThat(window(ScenePriceState.CALM.setTo(0, 100, 5), 30, 9).micros())
                .as("although the rest of what is void still has to come in")
                .isEqualTo(4_500);
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
