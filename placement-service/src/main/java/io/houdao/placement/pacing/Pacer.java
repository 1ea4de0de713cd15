package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.Daypart;
import io.houdao.placement.decision.candidates.LineItem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;

/** Moves a line item's pace after each window: its budget is spread over its flight and its days, its goal over its flight. */
@Singleton
class Pacer {

    private final Spending spending;
    private final double ahead;

    Pacer(Spending spending, PacingSettings settings) {
        this.spending = spending;
        this.ahead = settings.ahead();
    }

    /** The pace after what all replicas together saw in a window. */
    Pace next(LineItem lineItem, Pace pace, Window seen, Interval window, TrafficCurve curve) {
        var hours = new Hours(lineItem, curve);
        var days = hours.days(window.from(), window.until());
        if (days <= 0) {
            return pace;
        }
        var next = pace.seeing(seen, days);
        if (lineItem.needsLease()) {
            var budget = budget(lineItem, window, hours);
            var counts = isAhead(lineItem, window, hours) ? seen.micros() : Math.min(seen.micros(), budget.target());
            next = next.spending(counts, budget);
        }
        var goal = lineItem.live().goal();
        return goal == null
                ? next
                : next.delivering(seen.showings(), goal(lineItem, goal.impressions(), window, hours), goal);
    }

    private boolean isAhead(LineItem lineItem, Interval window, Hours hours) {
        if (ahead == 0) {
            return true;
        }
        var live = lineItem.live();
        var planned = hours.days(live.startsAt(), window.until()) / hours.days(live.startsAt(), live.endsAt());
        return spending.of(lineItem.id()).micros() > live.budgetMicros() * (planned + ahead);
    }

    /** Of the flight's budget and the day's, the one that allows less now. */
    private Allowance budget(LineItem lineItem, Interval window, Hours hours) {
        return Stream.of(flightBudget(lineItem, window, hours), dailyBudget(lineItem, window, hours))
                .flatMap(each -> each)
                .min(Comparator.comparingDouble(Allowance::target))
                .orElseThrow();
    }

    private Stream<Allowance> flightBudget(LineItem lineItem, Interval window, Hours hours) {
        return Stream.of(hours.allowance(
                spending.leftMicros(lineItem), window, lineItem.live().endsAt()));
    }

    private Stream<Allowance> dailyBudget(LineItem lineItem, Interval window, Hours hours) {
        var daily = lineItem.live().dailyBudgetMicros();
        if (daily == null) {
            return Stream.empty();
        }
        var today = LocalDate.ofInstant(window.from(), lineItem.zone());
        var ends = today.plusDays(1).atStartOfDay(lineItem.zone()).toInstant();
        return Stream.of(hours.allowance(daily - spending.of(lineItem.id()).on(today), window, ends));
    }

    private Allowance goal(LineItem lineItem, long impressions, Interval window, Hours hours) {
        return hours.allowance(
                impressions - spending.of(lineItem.id()).impressions(),
                window,
                lineItem.live().endsAt());
    }

    /** From one look at what was promised until just before the next. */
    record Interval(Instant from, Instant until) {}

    /** The hours in which a line item runs, and their traffic. */
    private record Hours(LineItem lineItem, TrafficCurve curve) {

        private static final Duration HOUR = Duration.ofHours(1);
        private static final Duration WEEK = Duration.ofDays(7);

        /** What is left, to be spread from the window's begin until {@code end}. */
        Allowance allowance(long left, Interval window, Instant end) {
            return Allowance.of(left, days(window.from(), end), days(window.from(), window.until()));
        }

        /** How many days' traffic lies between the two in its flight and its dayparts. */
        double days(Instant from, Instant until) {
            var first =
                    from.isBefore(lineItem.live().startsAt()) ? lineItem.live().startsAt() : from;
            var last = until.isAfter(lineItem.live().endsAt()) ? lineItem.live().endsAt() : until;
            return lineItem.live().dayparts().isEmpty() ? curve.days(first, last) : inDayparts(first, last);
        }

        /* All weeks are like the first, but for the last part of one; summer time moves hours and hardly changes what they add up to. */
        private double inDayparts(Instant first, Instant last) {
            if (!first.isBefore(last)) {
                return 0;
            }
            var weeks = Duration.between(first, last).dividedBy(WEEK);
            var rest = hourByHour(first.plus(WEEK.multipliedBy(weeks)), last);
            return weeks == 0 ? rest : weeks * hourByHour(first, first.plus(WEEK)) + rest;
        }

        private double hourByHour(Instant first, Instant last) {
            var sum = 0.0;
            for (var at = first; at.isBefore(last); ) {
                var there = at.atZone(lineItem.zone());
                var next = there.truncatedTo(ChronoUnit.HOURS).toInstant().plus(HOUR);
                if (lineItem.live().dayparts().stream().anyMatch(daypart -> covers(daypart, there))) {
                    sum += curve.days(at, next.isBefore(last) ? next : last);
                }
                at = next;
            }
            return sum;
        }

        private static boolean covers(Daypart daypart, ZonedDateTime time) {
            return (daypart.days().isEmpty() || daypart.days().contains(time.getDayOfWeek()))
                    && time.getHour() >= daypart.fromHour()
                    && time.getHour() < daypart.toHour();
        }
    }
}
