package io.houdao.placement.pacing;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

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
        return new Replica();
    }

    private final class Replica {

        private final MovingClock clock = new MovingClock();
        private final Promises promises = new Promises(new Leases());
        private final Duals duals = new Duals();
        private final PacingLoop loop = new PacingLoop(
                promises,
                board,
                new PaceKeeper(live, new Pacer(new Spending(live), new Settings(0)), new Traffic(clock), clock),
                duals,
                live,
                new Settings(0),
                new SimpleMeterRegistry());

        void add() {
            board.add(promises.take());
        }

        void see() {
            var newest = new HashMap<LineItemId, Dual>();
            board.paces().forEach((id, pace) -> newest.put(id, pace.dual()));
            duals.replace(newest);
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
