package io.houdao.feedback.experience;

import io.houdao.feedback.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Whole hours, UTC, from {@code from} until just before {@code to}. */
public record Period(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofDays(7);

    /** The {@code days} days before {@code day}. */
    public static Period daysBefore(LocalDate day, int days) {
        return new Period(start(day.minusDays(days)), start(day));
    }

    /** One day. */
    public static Period of(LocalDate day) {
        return daysBefore(day.plusDays(1), 1);
    }

    /**
     * Reads the parameters {@code from} and {@code to}, widened to whole hours: up to now, and from a week before,
     * where they are left out.
     */
    public static Period parse(@Nullable String from, @Nullable String to, Instant now) {
        var end = Parameters.instant("to", to, now);
        var start = Parameters.instant("from", from, end.minus(USUAL));
        if (!start.isBefore(end)) {
            throw Parameters.invalid("from", "query", "must be before to");
        }
        var lastHour = end.truncatedTo(ChronoUnit.HOURS);
        return new Period(
                start.truncatedTo(ChronoUnit.HOURS), lastHour.equals(end) ? end : lastHour.plus(1, ChronoUnit.HOURS));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
