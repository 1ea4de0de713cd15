package io.houdao.placement.pacing;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.houdao.contracts.campaign.Daypart;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.decision.candidates.LineItems;
import io.houdao.placement.pacing.Pacer.Interval;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Two replicas that share a board, window by window. */
class PacingTest {

    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final ALineItem lineItem = aLineItem().flight(NOON, NOON.plus(Duration.ofDays(1)));
    private final LineItems live = Given.live(lineItem);
    private final PacingBoard board = new HeapPacingBoard();

    @Test
    void whatSpendsTooFastGetsDearerAndWhatStopsCheapAgain() {
        var pacer = new Pacer(new Spending(live), new Settings(0));
        var fast = new Window(50_000_000, 2_000, 4_000);

        var dear = next(pacer, Pace.NONE, fast, lineItem);
        var cheaper = next(pacer, dear, Window.EMPTY, lineItem);

        assertThat(dear.level()).isPositive();
        assertThat(cheaper.level()).isLessThan(dear.level());
    }

    @Test
    void aBurstThatStaysWithinWhatMayBeAheadOfThePlanCostsNothing() {
        var patient = new Pacer(new Spending(live), new Settings(.05));

        assertThat(next(patient, Pace.NONE, new Window(50_000_000, 2_000, 4_000), lineItem)
                        .level())
                .isZero();
    }

    @Test
    void outsideOfItsDaypartsNothingMoves() {
        var evening = aLineItem()
                .flight(NOON, NOON.plus(Duration.ofDays(1)))
                .zone("UTC")
                .daypart(new Daypart(Set.of(), 18, 22));
        var pace = new Pace(1, 0, 1_000);

        assertThat(next(new Pacer(new Spending(live), new Settings(0)), pace, Window.EMPTY, evening))
                .isEqualTo(pace);
    }

    @Test
    void aFourthOfTheTimeMeansFourTimesTheTarget() {
        var allDay = aLineItem().flight(NOON, NOON.plus(Duration.ofDays(1))).zone("UTC");
        var sixHours = aLineItem()
                .flight(NOON, NOON.plus(Duration.ofDays(1)))
                .zone("UTC")
                .daypart(new Daypart(Set.of(), 12, 18));
        var pacer = new Pacer(new Spending(live), new Settings(0));
        var pace = new Pace(1, 0, 10_000);
        var seen = new Window(200_000, 10, 100);

        assertThat(next(pacer, pace, seen, allDay).level())
                .isGreaterThan(next(pacer, pace, seen, sixHours).level());
    }

    @Test
    void halvesOfEighteenDaysAreNineDays() {
        var nineDays = aLineItem().flight(NOON, NOON.plus(Duration.ofDays(9))).zone("UTC");
        var halves = aLineItem()
                .flight(NOON, NOON.plus(Duration.ofHours(17 * 24 + 12)))
                .zone("UTC")
                .daypart(new Daypart(Set.of(), 12, 24));
        var pacer = new Pacer(new Spending(live), new Settings(0));
        var pace = new Pace(1, 0, 10_000);
        var seen = new Window(200_000, 10, 100);

        assertThat(next(pacer, pace, seen, halves).level())
                .isNotEqualTo(pace.level())
                .isCloseTo(next(pacer, pace, seen, nineDays).level(), Offset.offset(1e-9));
    }

    /** At eight in the evening in Shanghai, with a day of flight and four hours of the day to go. */
    @Test
    void ofTheFlightsBudgetAndTheDaysTheOneThatAllowsLessIsSpread() {
        var pacer = new Pacer(new Spending(live), new Settings(0));
        var pace = new Pace(1, 0, 10_000);
        var little = new Window(50_000, 10, 100);
        var much = new Window(500_000, 10, 100);

        assertThat(next(pacer, pace, little, lineItem).level()).isLessThan(1);
        assertThat(next(pacer, pace, much, lineItem).level()).isGreaterThan(1);
        lineItem.dailyBudget(100_000_000);
        assertThat(next(pacer, pace, little, lineItem).level()).isGreaterThan(1);
        lineItem.dailyBudget(50_000_000_000L);
        assertThat(next(pacer, pace, much, lineItem).level()).isGreaterThan(1);
    }

    @Test
    void whatTheDayHasSpentIsNotSpreadOverItsRest() {
        var spending = new Spending(live);
        var pacer = new Pacer(spending, new Settings(0));
        var pace = new Pace(1, 0, 10_000);
        var little = new Window(5_000, 1, 100);
        lineItem.dailyBudget(100_000_000);
        assertThat(next(pacer, pace, little, lineItem).level()).isLessThan(1);

        spending.heard(SpendingTest.impression(lineItem, NOON.minusSeconds(3_600), 99_000_000));

        assertThat(next(pacer, pace, little, lineItem).level()).isGreaterThan(1);
    }

    @Test
    void aGoalThatIsReachedIsLiftedNoMore() {
        var spending = new Spending(live);
        var pacer = new Pacer(spending, new Settings(0));
        lineItem.goal(100, 5_000);
        assertThat(next(pacer, Pace.NONE, Window.EMPTY, lineItem).liftMicros()).isPositive();

        for (var showing = 0; showing < 100; showing++) {
            spending.heard(SpendingTest.impression(lineItem, NOON, 1));
        }

        assertThat(next(pacer, Pace.NONE, Window.EMPTY, lineItem).liftMicros()).isZero();
    }

    @Test
    void aGoalIsLiftedThoughNobodyEverLooksAtItsLineItem() {
        var clock = new MovingClock();
        var behind = aLineItem().flight(NOON, NOON.plus(Duration.ofDays(1))).goal(1_000, 5_000);
        var keeper = new PaceKeeper(
                Given.live(behind), new Pacer(new Spending(live), new Settings(0)), new Traffic(clock), clock);
        keeper.takeOver(Map.of());

        clock.add(WINDOW);

        assertThat(keeper.move(Map.of()).get(behind.id()).liftMicros()).isPositive();
    }

    @Test
    void whatWasPromisedWhileTheBoardWasAwayIsAddedWhenItIsBack() {
        var shared = new ABoardThatWasAway();
        var one = new Replica(shared);

        for (var micros : List.of(1, 20)) {
            one.promises.shown(lineItem.id(), micros);
            assertThatThrownBy(one.loop::look).hasMessage("away");
        }
        shared.isAway = false;
        one.promises.shown(lineItem.id(), 300);
        one.loop.look();

        assertThat(shared.added).containsExactly(entry(lineItem.id(), new Window(321, 3, 0)));
    }

    @Test
    void oneReplicaMovesWhatBothPromisedAndBothSeeIt() {
        var one = replica();
        var other = replica();
        one.loop.look();

        one.promises.shown(lineItem.id(), 25_000_000);
        other.promises.shown(lineItem.id(), 25_000_000);
        other.add();
        one.clock.add(WINDOW);
        one.loop.look();
        other.see();

        var together = one.duals.of(lineItem.id());
        assertThat(together.budget()).isPositive();
        assertThat(other.duals.of(lineItem.id())).isEqualTo(together);
    }

    private static Pace next(Pacer pacer, Pace pace, Window seen, ALineItem of) {
        return pacer.next(
                LineItem.of(of.live()), pace, seen, new Interval(NOON, NOON.plus(WINDOW)), TrafficCurve.LINEAR);
    }

    private Replica replica() {
        return new Replica(board);
    }

    private final class Replica {

        private final MovingClock clock = new MovingClock();
        private final Promises promises = new Promises(new Leases());
        private final Duals duals = new Duals();
        private final PacingLoop loop;

        Replica(PacingBoard shared) {
            this.loop = new PacingLoop(
                    promises,
                    shared,
                    new PaceKeeper(live, new Pacer(new Spending(live), new Settings(0)), new Traffic(clock), clock),
                    duals,
                    live,
                    new Settings(0),
                    new SimpleMeterRegistry());
        }

        void add() {
            board.add(promises.take());
        }

        void see() {
            var newest = new HashMap<LineItemId, Dual>();
            board.paces().forEach((id, pace) -> newest.put(id, pace.dual()));
            duals.replace(newest);
        }
    }

    /** It only takes in what it is given, and at first not even that. */
    private static final class ABoardThatWasAway implements PacingBoard {

        private final Map<LineItemId, Window> added = new HashMap<>();
        private boolean isAway = true;

        @Override
        public void add(Map<LineItemId, Window> own) {
            if (isAway) {
                throw new IllegalStateException("away");
            }
            own.forEach((id, window) -> added.merge(id, window, Window::plus));
        }

        @Override
        public Optional<Map<LineItemId, Window>> takeAsOwner() {
            return Optional.empty();
        }

        @Override
        public void publish(Map<LineItemId, Pace> newest) {
            throw new IllegalStateException("it has no owner");
        }

        @Override
        public Map<LineItemId, Pace> paces() {
            return Map.of();
        }
    }

    private record Settings(double ahead) implements PacingSettings {

        @Override
        public Duration window() {
            return WINDOW;
        }

        @Override
        public Duration ownerPatience() {
            return WINDOW;
        }
    }

    private static final class MovingClock extends Clock {

        private Instant now = NOON;

        void add(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
