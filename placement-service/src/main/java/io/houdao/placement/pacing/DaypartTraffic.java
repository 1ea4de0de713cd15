package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.Daypart;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;

/** What of the traffic of each week falls into dayparts, by clocks with one offset from UTC. Immutable. */
final class DaypartTraffic {

    private static final int HOURS = 7 * 24;
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    /** The first of January 1970 was a Thursday. */
    private static final int HOURS_BEFORE_THE_EPOCH = 3 * 24;

    private final TrafficCurve curve;
    private final long offsetMillis;
    private final boolean[] inDaypart = new boolean[HOURS];
    /** What came before each hour of the week, in days' traffic; one longer than the week. */
    private final double[] before = new double[HOURS + 1];

    DaypartTraffic(TrafficCurve curve, List<Daypart> dayparts, ZoneOffset offset) {
        this.curve = curve;
        this.offsetMillis = Duration.ofSeconds(offset.getTotalSeconds()).toMillis();
        dayparts.forEach(this::include);
        for (var hour = 0; hour < HOURS; hour++) {
            before[hour + 1] = before[hour] + (inDaypart[hour] ? curve.days(begin(hour), begin(hour + 1)) : 0);
        }
    }

    private void include(Daypart daypart) {
        for (var day : daypart.days().isEmpty() ? EnumSet.allOf(DayOfWeek.class) : daypart.days()) {
            for (var hour = daypart.fromHour(); hour < daypart.toHour(); hour++) {
                inDaypart[day.ordinal() * 24 + hour] = true;
            }
        }
    }

    /* Hours are counted from the last Monday of 1969, at midnight by these clocks. */
    private Instant begin(long hour) {
        return Instant.ofEpochMilli((hour - HOURS_BEFORE_THE_EPOCH) * HOUR_MILLIS - offsetMillis);
    }

    /** How many days' traffic lies in dayparts between the two; zero where {@code until} is not after {@code from}. */
    double days(Instant from, Instant until) {
        return from.isBefore(until) ? sinceEpoch(until) - sinceEpoch(from) : 0;
    }

    private double sinceEpoch(Instant at) {
        var hour = Math.floorDiv(at.toEpochMilli() + offsetMillis, HOUR_MILLIS) + HOURS_BEFORE_THE_EPOCH;
        var ofWeek = (int) Math.floorMod(hour, (long) HOURS);
        var ofHour = inDaypart[ofWeek] ? curve.days(begin(hour), at) : 0;
        return Math.floorDiv(hour, HOURS) * before[HOURS] + before[ofWeek] + ofHour;
    }
}
