package io.houdao.placement.decision.candidates;

import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Daypart;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** No line item is left out while its dayparts hold, whatever its zone does with its clocks; and few are let in besides. */
class WeekHoursPropertiesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Daypart SATURDAY_AT_EIGHT = new Daypart(Set.of(DayOfWeek.SATURDAY), 8, 9);
    private static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();

    @Property(tries = 1_000)
    void itMayRunWheneverItsDaypartsHold(@ForAll long seed) {
        var random = new Random(seed);
        var zone = ZONES.get(random.nextInt(ZONES.size()));
        var dayparts = List.of(aDaypart(random), aDaypart(random));
        var item = LineItem.of(aLineItem()
                .zone(zone)
                .flight(START, START.plus(Duration.ofDays(4_000)))
                .daypart(dayparts.toArray(Daypart[]::new))
                .live());

        for (var look = 0; look < 200; look++) {
            var now = START.plusSeconds(random.nextInt(4_000 * 24 * 3_600));
            if (dayparts.stream().anyMatch(daypart -> holds(daypart, now.atZone(ZoneId.of(zone))))) {
                assertThat(item.mayRunIn(WeekHours.at(now)))
                        .as("%s at %s in %s", dayparts, now, zone)
                        .isTrue();
            }
        }
    }

    private static boolean holds(Daypart daypart, ZonedDateTime there) {
        return (daypart.days().isEmpty() || daypart.days().contains(there.getDayOfWeek()))
                && there.getHour() >= daypart.fromHour()
                && there.getHour() < daypart.toHour();
    }

    private static Daypart aDaypart(Random random) {
        var from = random.nextInt(24);
        var days = Stream.of(DayOfWeek.values())
                .filter(day -> random.nextInt(3) == 0)
                .collect(Collectors.toSet());
        return new Daypart(days, from, from + 1 + random.nextInt(24 - from));
    }

    @Example
    void anHourCountsForSummerAndWinterAndForBothHoursThatItTouches() {
        var saturday = 5 * 24;

        assertThat(hours("Asia/Shanghai")).containsExactly(saturday);
        assertThat(hours("Europe/Berlin")).containsExactly(saturday + 6, saturday + 7);
        assertThat(hours("Asia/Kathmandu")).containsExactly(saturday + 2, saturday + 3);
        assertThat(hours("Pacific/Kiritimati")).containsExactly(saturday - 6);
    }

    private static List<Integer> hours(String zone) {
        var hours = WeekHours.of(List.of(SATURDAY_AT_EIGHT), ZoneId.of(zone), START);
        return hours.stream().boxed().toList();
    }

    @Example
    void theWeekBeginsOnMondayAndGoesRound() {
        assertThat(WeekHours.at(Instant.parse("2026-03-02T00:00:00Z"))).isZero();
        assertThat(WeekHours.at(Instant.parse("2026-03-01T23:59:59.999Z"))).isEqualTo(167);
        assertThat(WeekHours.at(Instant.parse("1969-12-31T23:00:00Z"))).isEqualTo(71);
        var mondayNight = new Daypart(Set.of(DayOfWeek.MONDAY), 0, 8);
        var aroundMidnight = WeekHours.of(List.of(mondayNight), ZoneId.of("Asia/Shanghai"), START);
        assertThat(aroundMidnight.stream().boxed()).containsExactlyElementsOf(hoursOfSundayEvening());
    }

    private static List<Integer> hoursOfSundayEvening() {
        return IntStream.range(160, 168).boxed().toList();
    }
}
