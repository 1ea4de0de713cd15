package io.houdao.placement.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.placement.Steps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TrafficCurveTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void withoutTrafficTheDayIsLevel() {
        assertThat(TrafficCurve.LINEAR.days(MIDNIGHT, NOON)).isCloseTo(.5, within(1e-9));
        assertThat(TrafficCurve.LINEAR.days(MIDNIGHT.plusSeconds(1), MIDNIGHT.plusSeconds(2)))
                .isCloseTo(1 / 86_400.0, within(1e-9));
        assertThat(TrafficCurve.LINEAR.days(NOON, MIDNIGHT)).isZero();
    }

    @Test
    void everyDayIsLikeTheOneItWasMadeFrom() {
        var traffic = new long[TrafficCurve.QUARTERS];
        traffic[TrafficCurve.quarter(NOON)] = 9_600;

        var curve = TrafficCurve.of(traffic);

        var peak = curve.days(NOON, NOON.plus(Duration.ofMinutes(15)));
        assertThat(peak).isCloseTo(9_601.0 / 9_696, within(1e-9));
        assertThat(curve.days(
                        NOON.plus(Duration.ofDays(3)),
                        NOON.plus(Duration.ofDays(3)).plusSeconds(450)))
                .isCloseTo(peak / 2, within(1e-9));
        assertThat(curve.days(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(7)))).isCloseTo(7, within(1e-9));
        assertThat(curve.days(MIDNIGHT, MIDNIGHT.plusSeconds(900))).isGreaterThan(0);
    }

    @Test
    void aReplicaThatJustStartedGoesByWhatItWasTold() {
        var traffic = new Traffic(Clock.fixed(NOON, ZoneOffset.UTC));
        traffic.asked(NOON);
        assertThat(traffic.curve()).isSameAs(TrafficCurve.LINEAR);

        for (var i = 0; i < 100; i++) {
            traffic.told(NOON.minusSeconds(1));
            traffic.told(NOON.minus(Duration.ofDays(1)).minusSeconds(1));
        }
        traffic.toldAll();

        assertThat(traffic.curve().days(NOON.minusSeconds(900), NOON)).isGreaterThan(.4);
    }

    @Test
    void aReplicaGoesByItsOwnDayOnceThatIsWhole() {
        var clock = new Steps();
        var quarter = Duration.ofMinutes(15);
        var traffic = new Traffic(clock);
        for (var i = 0; i < 100; i++) {
            traffic.told(NOON.minusSeconds(1));
        }
        traffic.toldAll();
        for (var i = 0; i <= TrafficCurve.QUARTERS; i++) {
            traffic.asked(NOON.plus(quarter.multipliedBy(i)));
        }

        clock.go(Duration.ofDays(1));
        assertThat(peak(traffic)).isGreaterThan(.4);

        clock.go(quarter);
        assertThat(peak(traffic)).isCloseTo(1.0 / TrafficCurve.QUARTERS, within(.001));
    }

    @Test
    void aReplicaWorksItsDayOutAnewWithEachQuarter() {
        var clock = new Steps();
        var traffic = new Traffic(clock);
        clock.go(Duration.ofDays(2));
        var known = traffic.curve();

        clock.go(Duration.ofMinutes(14));
        assertThat(traffic.curve()).isSameAs(known);

        clock.go(Duration.ofMinutes(1));
        assertThat(traffic.curve()).isNotSameAs(known);
    }

    private static double peak(Traffic traffic) {
        return traffic.curve().days(NOON.minusSeconds(900), NOON);
    }

    @Test
    void onlyWholeQuartersOfTheLastDayCount() {
        var quarters = new Quarters();
        quarters.count(NOON.minusSeconds(1));
        quarters.count(NOON.minusSeconds(1));
        quarters.count(NOON);
        quarters.count(NOON.minus(Duration.ofDays(1)));
        quarters.count(NOON.minus(Duration.ofDays(1)).minusSeconds(1));

        var curve = quarters.dayBefore(NOON.plusSeconds(60));

        assertThat(curve.days(NOON.minusSeconds(900), NOON))
                .isCloseTo(2 * curve.days(NOON, NOON.plusSeconds(900)), within(.02));
    }
}
