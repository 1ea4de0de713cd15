package io.houdao.placement.pacing;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.houdao.contracts.campaign.Daypart;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.placement.decision.candidates.LineItem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/** Moves a line item's pace after each window: its budget is spread over its flight and its days, its goal over its flight. */
@Singleton
class Pacer {

    /** Some 1.5 kB each. */
    private static final int MOST_CLOCKS = 10_000;

    private final Spending spending;
    private final double ahead;
    /** Many line items run at the same hours. */
    private final LoadingCache<Clocks, DaypartTraffic> inDayparts =
            Caffeine.newBuilder().maximumSize(MOST_CLOCKS).build(Clocks::traffic);

    Pacer(Spending spending, PacingSettings settings) {
        this.spending = spending;
        this.ahead = settings.ahead();
    }

    /** The pace after what all replicas together saw in a window. */
    Pace next(LineItem lineItem, Pace pace, Window seen, Interval window, TrafficCurve curve) {
        var hours = new Hours(lineItem, curve, window.from());
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

    /** The hours in which a line item runs, and their traffic. Summer time moves hours, and hardly changes what they add up to. */
    private final class Hours {

        private final LiveLineItem live;
        private final ToDoubleBiFunction<Instant, Instant> traffic;

        Hours(LineItem lineItem, TrafficCurve curve, Instant now) {
            this.live = lineItem.live();
            this.traffic = live.dayparts().isEmpty()
                    ? curve::days
                    : inDayparts.get(new Clocks(
                            curve, live.dayparts(), lineItem.zone().getRules().getOffset(now)))::days;
        }

        /** What is left, to be spread from the window's begin until {@code end}. */
        Allowance allowance(long left, Interval window, Instant end) {
            return Allowance.of(left, days(window.from(), end), days(window.from(), window.until()));
        }

        /** How many days' traffic lies between the two in its flight and its dayparts. */
        double days(Instant from, Instant until) {
            var first = from.isBefore(live.startsAt()) ? live.startsAt() : from;
            var last = until.isAfter(live.endsAt()) ? live.endsAt() : until;
            return traffic.applyAsDouble(first, last);
        }
    }

    /** By what it is told how much of a curve's traffic falls into dayparts. */
    private record Clocks(TrafficCurve curve, List<Daypart> dayparts, ZoneOffset offset) {

        DaypartTraffic traffic() {
            return new DaypartTraffic(curve, dayparts, offset);
        }
    }
}
