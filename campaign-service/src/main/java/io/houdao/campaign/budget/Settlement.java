package io.houdao.campaign.budget;

import static io.houdao.campaign.budget.Transfer.Place.AVAILABLE;
import static io.houdao.campaign.budget.Transfer.Place.LEASED;
import static io.houdao.campaign.budget.Transfer.Place.OUTSIDE;
import static io.houdao.campaign.budget.Transfer.Place.SPENT;
import static io.houdao.campaign.budget.Transfer.Place.UNBILLED;
import static io.houdao.campaign.budget.Transfer.Reason.SHORTFALL;
import static io.houdao.campaign.budget.Transfer.Reason.SPEND;

import io.houdao.campaign.budget.LineBudgets.Day;
import io.houdao.campaign.budget.Transfer.Place;
import io.houdao.campaign.budget.Transfer.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Charges events: from what is leased, the oldest lease first; where that lapsed already, from what is available, within
 * the day's limit. What neither covers is booked as unbilled: the budget is never overdrawn.
 */
@ApplicationScoped
public class Settlement {

    private final DataSource database;
    private final Ledger ledger;
    private final LineBudgets lineBudgets;
    private final LeaseStore leases;
    private final Counter unbilled;

    Settlement(DataSource database, Ledger ledger, LineBudgets lineBudgets, LeaseStore leases, MeterRegistry meters) {
        this.database = database;
        this.ledger = ledger;
        this.lineBudgets = lineBudgets;
        this.leases = leases;
        this.unbilled = meters.counter("houdao.unbilled.micros");
    }

    /**
     * Charges all of {@code charges}, none of which was charged before, and answers what was billed for each decision.
     * Line items that never had a budget are passed over.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<UUID, Long> settle(List<Charge> charges) throws SQLException {
        try (var connection = database.getConnection()) {
            var ids = charges.stream().map(Charge::lineItemId).distinct().toList();
            var looking = new RoundTrip(connection);
            var balances = lineBudgets.lock(looking, ids);
            var out = leases.oldestFirst(looking, ids);
            looking.send();
            var run = new Run(purses(balances, out), lineBudgets.spentOn(connection, limitedDays(charges, balances)));
            charges.forEach(run::charge);
            var charging = new RoundTrip(connection);
            leases.give(charging, run.given(), false);
            ledger.book(charging, run.transfers);
            lineBudgets.addSpent(charging, run.addedByDay);
            charging.send();
            unbilled.increment(run.unbilledMicros);
            return run.billedByDecision;
        }
    }

    private static Map<UUID, Purse> purses(Map<UUID, Balance> balances, List<Outstanding> oldestFirst) {
        var purses = new HashMap<UUID, Purse>();
        balances.forEach((id, balance) -> purses.put(id, new Purse(balance)));
        for (var lease : oldestFirst) {
            var purse = purses.get(lease.lineItemId());
            if (purse != null) {
                purse.leases.add(new Open(lease));
            }
        }
        return purses;
    }

    /** Days on which no more than so much may be spent: only there it matters what was spent before. */
    private static Set<Day> limitedDays(List<Charge> charges, Map<UUID, Balance> balances) {
        var days = new HashSet<Day>();
        for (var charge : charges) {
            var balance = balances.get(charge.lineItemId());
            if (balance != null && balance.dailyBudgetMicros() != null) {
                days.add(new Day(balance.lineItemId(), LineBudgets.day(balance, charge.occurredAt())));
            }
        }
        return days;
    }

    /** One batch, worked out in memory under the locks of all its line items. */
    private static final class Run {

        private final Map<UUID, Purse> purses;
        private final Map<Day, Long> spentByDay;
        private final Map<Day, Long> addedByDay = new HashMap<>();
        private final List<Transfer> transfers = new ArrayList<>();
        private final Map<UUID, Long> billedByDecision = new HashMap<>();
        private long unbilledMicros;

        Run(Map<UUID, Purse> purses, Map<Day, Long> spentByDay) {
            this.purses = purses;
            this.spentByDay = spentByDay;
        }

        void charge(Charge charge) {
            var purse = purses.get(charge.lineItemId());
            if (purse == null) {
                return;
            }
            var day = new Day(charge.lineItemId(), LineBudgets.day(purse.balance, charge.occurredAt()));
            var leased = purse.takeLeased(charge.priceMicros());
            var available =
                    purse.takeAvailable(charge.priceMicros() - leased, spentByDay.getOrDefault(day, 0L) + leased);
            book(SPEND, purse, LEASED, SPENT, leased, charge);
            book(SPEND, purse, AVAILABLE, SPENT, available, charge);
            var shortfall = charge.priceMicros() - leased - available;
            book(SHORTFALL, purse, OUTSIDE, UNBILLED, shortfall, charge);
            unbilledMicros += shortfall;
            spentByDay.merge(day, leased + available, Long::sum);
            addedByDay.merge(day, leased + available, Long::sum);
            billedByDecision.merge(charge.decisionId(), leased + available, Long::sum);
        }

        private void book(Reason reason, Purse purse, Place source, Place target, long micros, Charge charge) {
            if (micros > 0) {
                transfers.add(Transfer.of(reason, purse.balance, source, target, micros, charge.decisionId()));
            }
        }

        List<Outstanding> given() {
            return purses.values().stream()
                    .flatMap(purse -> purse.used.stream())
                    .map(open -> open.lease.giving(open.lease.outstandingMicros() - open.leftMicros))
                    .toList();
        }
    }

    /** What is left of one line item's money while a batch is charged. */
    private static final class Purse {

        private final Balance balance;
        private final Deque<Open> leases = new ArrayDeque<>();
        private final List<Open> used = new ArrayList<>();
        private long leasedMicros;
        private long availableMicros;

        Purse(Balance balance) {
            this.balance = balance;
            this.leasedMicros = balance.leasedMicros();
            this.availableMicros = balance.availableMicros();
        }

        long takeLeased(long wanted) {
            var taken = 0L;
            while (taken < wanted && !leases.isEmpty()) {
                var oldest = leases.getFirst();
                taken += oldest.take(wanted - taken);
                if (used.isEmpty() || used.get(used.size() - 1) != oldest) {
                    used.add(oldest);
                }
                if (oldest.leftMicros == 0) {
                    leases.removeFirst();
                }
            }
            leasedMicros -= taken;
            return taken;
        }

        long takeAvailable(long wanted, long spentOnDay) {
            var daily = balance.dailyBudgetMicros();
            var dayLeft = daily == null ? Long.MAX_VALUE : Math.max(0, daily - spentOnDay - leasedMicros);
            var taken = Math.min(wanted, Math.min(availableMicros, dayLeft));
            availableMicros -= taken;
            return taken;
        }
    }

    /** A lease while a batch is charged. */
    private static final class Open {

        private final Outstanding lease;
        private long leftMicros;

        Open(Outstanding lease) {
            this.lease = lease;
            this.leftMicros = lease.outstandingMicros();
        }

        long take(long wanted) {
            var taken = Math.min(wanted, leftMicros);
            leftMicros -= taken;
            return taken;
        }
    }
}
