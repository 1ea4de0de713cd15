package io.houdao.contracts.campaign;

import java.time.DayOfWeek;
import java.util.Set;

/**
 * Hours of the week, in the advertiser's zone.
 *
 * @param days empty means every day
 * @param fromHour 0 to 23, included
 * @param toHour 1 to 24, not included, after {@code fromHour}
 */
public record Daypart(Set<DayOfWeek> days, int fromHour, int toHour) {

    public Daypart {
        days = Set.copyOf(days);
        if (fromHour < 0 || toHour > 24 || fromHour >= toHour) {
            throw new IllegalArgumentException(
                    "hours must satisfy 0 <= fromHour < toHour <= 24, were " + fromHour + " to " + toHour);
        }
    }
}
