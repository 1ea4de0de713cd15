package io.houdao.placement.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.contracts.campaign.Goal;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final double TENTH_OF_A_DAY = .1;

    @Test
    void theExampleOfTheFormulaHolds() {
        var pace = new Pace(1, 0, 10_000);

        var next = pace.spending(.3, new Allowance(100, 1, .001));

        assertThat(next.level()).isCloseTo(1.2, within(1e-12));
        assertThat(next.dual().budget()).isCloseTo(Math.exp(1.2) - 1, within(1e-12));
    }

    @Test
    void noWindowMovesItFarHoweverMuchItSpent() {
        var pace = new Pace(1, 0, 10_000);

        assertThat(pace.spending(1_000, new Allowance(100, 1, .01)).level()).isEqualTo(1.5);
        assertThat(pace.spending(1_000, new Allowance(0, 1, .01)).level()).isEqualTo(1.5);
        assertThat(pace.spending(0, new Allowance(0, 1, .01)).level()).isEqualTo(1);
    }

    @Test
    void aBudgetThatDoesNotBindCostsNothing() {
        var pace = Pace.NONE.seeing(new Window(1, 1, 100), TENTH_OF_A_DAY);

        assertThat(pace.spending(0, new Allowance(100, 1, .01)).dual()).isEqualTo(Dual.NONE);
    }

    @Test
    void opportunitiesAreAMovingAverageThatBeginsWithTheFirstWindow() {
        var pace = Pace.NONE.seeing(new Window(0, 0, 100), TENTH_OF_A_DAY);

        assertThat(pace.dailyOpportunities()).isCloseTo(1_000, within(1e-9));
        assertThat(pace.seeing(new Window(0, 0, 200), TENTH_OF_A_DAY).dailyOpportunities())
                .isCloseTo(1_020, within(1e-9));
    }

    @Test
    void aGoalThatFallsBehindIsLiftedUpToItsPenaltyAndNoFurther() {
        var goal = new Goal(100, 5_000);
        var due = new Allowance(50, 1, .1);

        var behind = Pace.NONE.delivering(3, due, goal);

        assertThat(behind.liftMicros()).isCloseTo(1_000, within(1e-9));
        assertThat(behind.delivering(0, new Allowance(100, 1, 1), goal).liftMicros())
                .isEqualTo(5_000);
        assertThat(behind.delivering(100, due, goal).liftMicros()).isZero();
    }

    @Test
    void thePlanEndsSixMinutesEarlyAndThenAllThatIsLeftIsDue() {
        assertThat(Allowance.of(100, .104, .01).target()).isCloseTo(10, within(1e-9));
        assertThat(Allowance.of(100, .004, .0001).target()).isEqualTo(100);
        assertThat(Allowance.of(-1, .5, .1).target()).isZero();
    }
}
