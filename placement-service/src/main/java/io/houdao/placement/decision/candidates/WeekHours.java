package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.Daypart;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The hours of a week in UTC, numbered from Monday at midnight.
 *
 * <p>What dayparts hold in them is coarse: an hour counts whole where a part of it may be meant, and it counts for summer time and for
 * winter time all the year. So Saturdays from 8 to 9 in Berlin are the hours that begin on Saturdays at 6:00 and at 7:00 UTC.
 */
final class WeekHours {

    /** So many has a week. */
    static final int COUNT = 7 * 24;

    private static final int SECONDS = 3_600;
    /** The first of January 1970 was a Thursday. */
    private static final int OF_THE_EPOCH = 3 * 24;

    private WeekHours() {}

    /** The hour that holds {@code now}. */
    static int at(Instant now) {
        return (int) Math.floorMod(Math.floorDiv(now.getEpochSecond(), SECONDS) + OF_THE_EPOCH, (long) COUNT);
    }

    /** The hours in which some of these may hold from {@code startsAt} on; all in which they do are among them. */
    static BitSet of(List<Daypart> dayparts, ZoneId zone, Instant startsAt) {
        var hours = new BitSet(COUNT);
        for (var offset : offsets(zone, startsAt)) {
            dayparts.forEach(daypart -> set(hours, daypart, offset.getTotalSeconds()));
        }
        return hours;
    }

    /* A zone has its next few changes listed, and rules for all that follow. */
    private static Set<ZoneOffset> offsets(ZoneId zone, Instant startsAt) {
        var rules = zone.getRules();
        var offsets = new HashSet<ZoneOffset>(Set.of(rules.getOffset(startsAt)));
        rules.getTransitions().stream()
                .filter(change -> change.getInstant().isAfter(startsAt))
                .forEach(change -> offsets.add(change.getOffsetAfter()));
        rules.getTransitionRules().forEach(rule -> offsets.add(rule.getOffsetAfter()));
        return offsets;
    }

    private static void set(BitSet hours, Daypart daypart, int offsetSeconds) {
        for (var day : daypart.days().isEmpty() ? EnumSet.allOf(DayOfWeek.class) : daypart.days()) {
            var midnight = day.ordinal() * 24;
            var first = Math.floorDiv((midnight + daypart.fromHour()) * SECONDS - offsetSeconds, SECONDS);
            var last = Math.floorDiv((midnight + daypart.toHour()) * SECONDS - offsetSeconds - 1, SECONDS);
            for (var hour = first; hour <= last; hour++) {
                hours.set(Math.floorMod(hour, COUNT));
            }
        }
    }
}
