package io.houdao.benchmark.pacing;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.pacing.Allowance;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.pacing.Pace;
import io.houdao.placement.pacing.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * One line item's budget over one day, on several replicas. They hold leases and the pace that the owner published at the end of
 * the last window; the owner moves it by what all of them promised. Impressions are billed some seconds after the showing.
 */
final class Day {

    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration RENEWAL = Duration.ofMillis(250);
    private static final Duration AHEAD = Duration.ofSeconds(2);
    private static final int SHOWINGS = 200;
    private static final long MOST_BILLED_AFTER_MILLIS = 10_000;

    private final Arrivals arrivals;
    private final long budgetMicros;
    private final boolean loses;
    private final LineItemId lineItem = new LineItemId(new UUID(0, 1));
    private final List<Leases> replicas = new ArrayList<>();
    private final Bank bank;
    private final Market market;
    private final SplittableRandom random;
    private final Instant begins = Arrivals.midnight();
    private final Instant ends = begins.plus(Duration.ofDays(1));
    private final Queue<Owed> owed = new ArrayDeque<>();
    private Pace pace = Pace.NONE;
    private long promisedMicros;
    private double squares;

    /**
     * A day.
     *
     * @param loses whether one of the replicas dies at 15:00, with what it holds
     */
    Day(Arrivals arrivals, long budgetMicros, int replicas, boolean loses, long seed) {
        this.arrivals = arrivals;
        this.budgetMicros = budgetMicros;
        this.loses = loses;
        this.bank = new Bank(budgetMicros);
        this.market = new Market(seed);
        this.random = new SplittableRandom(seed + 1);
        for (var replica = 0; replica < replicas; replica++) {
            this.replicas.add(new Leases());
        }
    }

    Outcome run() {
        var windows = (int) Duration.ofDays(1).dividedBy(WINDOW);
        var dies = begins.plus(Duration.ofHours(15));
        var next = 0;
        for (var window = 0; window < windows; window++) {
            var from = begins.plus(WINDOW.multipliedBy(window));
            if (loses && from.equals(dies)) {
                replicas.remove(0);
            }
            next = run(from, from.plus(WINDOW), next);
            note(from.plus(WINDOW));
        }
        owed.forEach(each -> bank.charge(each.micros()));
        return new Outcome(
                100.0 * bank.spentMicros() / budgetMicros,
                100 * Math.sqrt(squares / windows),
                bank.shortfallMicros() + Math.max(0, bank.spentMicros() - budgetMicros));
    }

    private int run(Instant from, Instant until, int first) {
        var next = first;
        var seen = Window.EMPTY;
        var before = promisedMicros;
        for (var at = from; at.isBefore(until); at = at.plus(RENEWAL)) {
            renew(at);
            var end = at.plus(RENEWAL).toEpochMilli() - begins.toEpochMilli();
            for (; next < arrivals.millis().length && arrivals.millis()[next] < end; next++) {
                seen = seen.plus(meet(begins.plusMillis(arrivals.millis()[next])));
            }
        }
        move(from, until, seen);
        if (promisedMicros - before != Math.round(seen.micros())) {
            throw new IllegalStateException("what was seen is not what was promised");
        }
        return next;
    }

    private void renew(Instant now) {
        while (!owed.isEmpty() && !owed.element().at().isAfter(now)) {
            bank.charge(owed.remove().micros());
        }
        var full = Leases.fullMicros(Market.MOST_MICROS, SHOWINGS, budgetMicros - bank.spentMicros());
        for (var replica : replicas) {
            bank.takeBack(replica.removeOver(now));
            var want = replica.wantMicros(lineItem, Market.MOST_MICROS, full, now.plus(AHEAD));
            if (want > 0) {
                var grant = bank.lend(want, now);
                replica.grant(grant.leaseId(), lineItem, grant.micros(), grant.expiresAt());
            }
        }
    }

    /* Whoever asks reaches any of the replicas. */
    private Window meet(Instant now) {
        var value = market.valueMicros();
        var price = market.priceMicros();
        var leases = replicas.get(random.nextInt(replicas.size()));
        var paced = value / (1 + pace.dual().budget());
        if (paced <= price || !leases.take(lineItem, price, now)) {
            return new Window(0, 0, 1);
        }
        promisedMicros += price;
        owed.add(new Owed(now.plusMillis(random.nextLong(MOST_BILLED_AFTER_MILLIS)), price));
        return new Window(price, 1, 1);
    }

    private void move(Instant from, Instant until, Window seen) {
        var curve = arrivals.yesterday();
        var days = curve.days(from, until);
        var allowance = Allowance.of(budgetMicros - bank.spentMicros(), curve.days(from, ends), days);
        pace = pace.seeing(seen, days).spending(seen.micros(), allowance);
    }

    private void note(Instant now) {
        var planned = arrivals.yesterday().days(begins, now);
        squares += Math.pow(promisedMicros / (double) budgetMicros - planned, 2);
    }

    private record Owed(Instant at, long micros) {}

    /** How a day went: of the budget spent, and how far off the plan that was along the way, both in percent. */
    record Outcome(double spentPercent, double rmsePercent, long overspentMicros) {}
}
