package io.houdao.placement.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.contracts.campaign.Daypart;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What lies in dayparts is what adds up by going through the minutes. */
class DaypartTrafficPropertiesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant BEFORE_THE_EPOCH = Instant.parse("1969-12-20T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
    /** One of them does not begin its hours where others do. */
    private static final List<ZoneOffset> OFFSETS = Stream.of("Z", "+08:00", "-03:30", "+05:45", "+13:00")
            .map(ZoneOffset::of)
            .toList();

    @Property(tries = 60)
    void whatLiesInDaypartsIsTheSumOfItsMinutes(@ForAll long seed) {
        var random = new Random(seed);
        var offset = any(random, OFFSETS);
        var curve = TrafficCurve.of(
                random.ints(TrafficCurve.QUARTERS, 0, 1_000).asLongStream().toArray());
        var dayparts = List.of(aDaypart(random), aDaypart(random));
        var from = any(random, List.of(BEFORE_THE_EPOCH, NOW)).plus(MINUTE.multipliedBy(random.nextInt(20_000)));
        var until = from.plus(MINUTE.multipliedBy(random.nextInt(20_000)));

        assertThat(new DaypartTraffic(curve, dayparts, offset).days(from, until))
                .isCloseTo(minuteByMinute(curve, dayparts, offset, from, until), within(1e-6));
    }

    private static double minuteByMinute(
            TrafficCurve curve, List<Daypart> dayparts, ZoneOffset offset, Instant from, Instant until) {
        var sum = 0.0;
        for (var at = from; at.isBefore(until); at = at.plus(MINUTE)) {
            var there = at.atOffset(offset);
            if (dayparts.stream().anyMatch(daypart -> covers(daypart, there.getDayOfWeek(), there.getHour()))) {
                sum += curve.days(at, at.plus(MINUTE));
            }
        }
        return sum;
    }

    private static boolean covers(Daypart daypart, DayOfWeek day, int hour) {
        return (daypart.days().isEmpty() || daypart.days().contains(day))
                && hour >= daypart.fromHour()
                && hour < daypart.toHour();
    }

    private static Daypart aDaypart(Random random) {
        var from = random.nextInt(24);
        return new Daypart(someDays(random), from, from + 1 + random.nextInt(24 - from));
    }

    private static Set<DayOfWeek> someDays(Random random) {
        var days = EnumSet.allOf(DayOfWeek.class);
        days.removeIf(day -> random.nextBoolean());
        return days;
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
