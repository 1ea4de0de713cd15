package io.houdao.placement.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * F of the pacing formulas: how the traffic of a day is spread over its quarter-hours, in UTC. Level while nothing is
 * known. Immutable.
 *
 * <p>Each day is taken to be like the one it was made from. A quarter-hour without traffic still weighs a hundredth of the
 * mean, so that no part of a flight ever counts as over before it is.
 */
public final class TrafficCurve {

    /** How many quarter-hours a day has. */
    public static final int QUARTERS = 96;

    /** The same traffic all day. */
    public static final TrafficCurve LINEAR = of(new long[QUARTERS]);

    private static final long QUARTER_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final double LEAST = 0.01;

    /** What came before each quarter-hour, as a part of the day; one longer than the day. */
    private final double[] before;

    private TrafficCurve(double[] before) {
        this.before = before;
    }

    /** The curve of a day with so much traffic in each of its {@value #QUARTERS} quarter-hours. */
    public static TrafficCurve of(long[] traffic) {
        var mean = Math.max(1, Arrays.stream(traffic).average().orElse(0));
        var sum =
                Arrays.stream(traffic).mapToDouble(each -> each + LEAST * mean).sum();
        var before = new double[QUARTERS + 1];
        for (var quarter = 0; quarter < QUARTERS; quarter++) {
            before[quarter + 1] = before[quarter] + (traffic[quarter] + LEAST * mean) / sum;
        }
        return new TrafficCurve(before);
    }

    /** In which quarter-hour of its day a moment lies. */
    public static int quarter(Instant at) {
        return (int) (Math.floorMod(at.toEpochMilli(), QUARTERS * QUARTER_MILLIS) / QUARTER_MILLIS);
    }

    /** How many days' traffic lies between the two; zero where {@code until} is not after {@code from}. */
    public double days(Instant from, Instant until) {
        return from.isBefore(until) ? sinceEpoch(until) - sinceEpoch(from) : 0;
    }

    private double sinceEpoch(Instant at) {
        var quarters = at.toEpochMilli() / (double) QUARTER_MILLIS;
        var days = Math.floor(quarters / QUARTERS);
        var ofDay = quarters - days * QUARTERS;
        var quarter = Math.min((int) ofDay, QUARTERS - 1);
        return days + before[quarter] + (ofDay - quarter) * (before[quarter + 1] - before[quarter]);
    }
}
