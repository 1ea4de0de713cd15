package io.houdao.placement.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts by quarter-hour, of today and of the day before. */
final class Quarters {

    private static final long MILLIS = Duration.ofMinutes(15).toMillis();
    private static final int KEPT = 2 * TrafficCurve.QUARTERS;

    /** Which quarter-hour since 1970 each count is of. */
    private final AtomicLongArray numbers = new AtomicLongArray(KEPT);

    private final LongAdder[] counts = new LongAdder[KEPT];

    Quarters() {
        Arrays.setAll(counts, index -> new LongAdder());
    }

    /** How many quarter-hours lie between 1970 and {@code at}. */
    static long number(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), MILLIS);
    }

    void count(Instant at) {
        var number = number(at);
        var index = (int) Math.floorMod(number, (long) KEPT);
        if (numbers.get(index) < number) {
            begin(index, number);
        }
        if (numbers.get(index) == number) {
            counts[index].increment();
        }
    }

    private synchronized void begin(int index, long number) {
        if (numbers.get(index) < number) {
            counts[index].reset();
            numbers.set(index, number);
        }
    }

    /** The curve of the 96 quarter-hours that were complete at {@code now}. */
    TrafficCurve dayBefore(Instant now) {
        var traffic = new long[TrafficCurve.QUARTERS];
        for (var number = number(now) - TrafficCurve.QUARTERS; number < number(now); number++) {
            var index = (int) Math.floorMod(number, (long) KEPT);
            if (numbers.get(index) == number) {
                traffic[(int) Math.floorMod(number, (long) TrafficCurve.QUARTERS)] = counts[index].sum();
            }
        }
        return TrafficCurve.of(traffic);
    }
}
