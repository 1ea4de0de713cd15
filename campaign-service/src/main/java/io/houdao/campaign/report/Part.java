package io.houdao.campaign.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a campaign, from the first day to the last, both included.
 *
 * @param lineItemId absent means all
 * @param from absent means since ever
 * @param to absent means until now
 */
@RegisterForReflection
record Part(
        @Nullable UUID lineItemId,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** Only of these is it known whether a group without a day, or what was not told yet, belongs to them. */
    boolean hasAllDays() {
        return from == null && to == null;
    }

    boolean has(Cell cell) {
        var day = cell.day();
        return (lineItemId == null || lineItemId.equals(cell.lineItemId()))
                && (hasAllDays()
                        || (day != null && (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to))));
    }
}
