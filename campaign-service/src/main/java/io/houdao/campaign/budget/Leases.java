package io.houdao.campaign.budget;

import static io.houdao.campaign.budget.Transfer.Place.AVAILABLE;
import static io.houdao.campaign.budget.Transfer.Place.FUNDS;
import static io.houdao.campaign.budget.Transfer.Place.LEASED;
import static java.util.stream.Collectors.toMap;

import io.houdao.campaign.budget.Balance.State;
import io.houdao.campaign.budget.LineBudgets.Day;
import io.houdao.campaign.budget.Transfer.Reason;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Lends line items' money to replicas. What is lent is neither available nor spent until events settle it, the replica
 * gives it back, or it lapses: then no receipt handed out under it is valid any more, so no event can come for it.
 */
@ApplicationScoped
class Leases {

    private static final int SWEPT_AT_ONCE = 1_000;

    private final DataSource database;
    private final Ledger ledger;
    private final LineBudgets lineBudgets;
    private final LeaseStore store;
    private final Clock clock;
    private final Duration life;
    private final Duration receiptLife;

    Leases(
            DataSource database,
            Ledger ledger,
            LineBudgets lineBudgets,
            LeaseStore store,
            Clock clock,
            @ConfigProperty(name = "houdao.lease.life") Duration life,
            @ConfigProperty(name = "houdao.receipt.life") Duration receiptLife) {
        this.database = database;
        this.ledger = ledger;
        this.lineBudgets = lineBudgets;
        this.store = store;
        this.clock = clock;
        this.life = life;
        this.receiptLife = receiptLife;
    }

    /** Grants each request what there is, up to what it asks; where there is nothing, a lease of nothing. */
    @Transactional
    List<Lease> grant(String replica, List<LeaseRequest> requests) throws SQLException {
        try (var connection = database.getConnection()) {
            var purses = purses(
                    connection, requests.stream().map(LeaseRequest::lineItemId).toList());
            var now = clock.instant();
            var leases = requests.stream()
                    .map(request -> new Lease(
                            UUID.randomUUID(),
                            request.lineItemId(),
                            replica,
                            take(purses.get(request.lineItemId()), request.amountMicros()),
                            now,
                            now.plus(life),
                            now.plus(life).plus(receiptLife)))
                    .toList();
            var granted =
                    leases.stream().filter(lease -> lease.grantedMicros() > 0).toList();
            var lending = new RoundTrip(connection);
            store.insert(lending, granted);
            ledger.book(
                    lending, granted.stream().map(lease -> lent(lease, purses)).toList());
            lending.send();
            return leases;
        }
    }

    private static long take(@Nullable Purse purse, long requested) {
        return purse == null ? 0 : purse.take(requested);
    }

    private static Transfer lent(Lease lease, Map<UUID, Purse> purses) {
        var purse = Objects.requireNonNull(purses.get(lease.lineItemId()));
        return Transfer.of(Reason.LEASE, purse.balance, AVAILABLE, LEASED, lease.grantedMicros(), lease.leaseId());
    }

    /** What may be lent of each just now: what is available, and no more than the day has left. */
    private Map<UUID, Purse> purses(Connection connection, Collection<UUID> lineItemIds) throws SQLException {
        var balances = lineBudgets.lock(connection, lineItemIds);
        var spentToday = spentToday(connection, balances.values());
        var purses = new HashMap<UUID, Purse>();
        balances.forEach((id, balance) -> {
            if (balance.state() == State.LEASING) {
                purses.put(id, new Purse(balance, spentToday.getOrDefault(id, 0L)));
            }
        });
        return purses;
    }

    private Map<UUID, Long> spentToday(Connection connection, Collection<Balance> balances) throws SQLException {
        var days = balances.stream()
                .filter(balance -> balance.dailyBudgetMicros() != null)
                .map(balance -> new Day(balance.lineItemId(), lineBudgets.today(balance)))
                .toList();
        var spent = new HashMap<UUID, Long>();
        lineBudgets.spentOn(connection, days).forEach((day, micros) -> spent.put(day.lineItemId(), micros));
        return spent;
    }

    /**
     * Takes back what replicas did not use. A lease is given back once; a second time, and one that is not known, counts
     * nothing. No more comes back than events have left of the lease; the rest, if any, comes back when it lapses.
     */
    @Transactional
    List<LeaseReturn> takeBack(List<LeaseReturn> returns) throws SQLException {
        try (var connection = database.getConnection()) {
            var asked = returns.stream()
                    .collect(toMap(LeaseReturn::leaseId, LeaseReturn::amountMicros, (a, b) -> a, LinkedHashMap::new));
            var looking = new RoundTrip(connection);
            var balances = lineBudgets.lockOf(looking, asked.keySet());
            var unreturned = store.unreturned(looking, asked.keySet());
            looking.send();
            var returned = unreturned.stream()
                    .map(lease ->
                            lease.giving(Math.min(asked.getOrDefault(lease.leaseId(), 0L), lease.outstandingMicros())))
                    .toList();
            giveBack(connection, Reason.RETURN, returned, balances);
            var micros = returned.stream().collect(toMap(Outstanding::leaseId, Outstanding::givenMicros));
            return asked.keySet().stream()
                    .map(id -> new LeaseReturn(id, micros.getOrDefault(id, 0L)))
                    .toList();
        }
    }

    /** Gives back what lapsed: the replica is gone, or showed less than it borrowed for. */
    @Scheduled(
            every = "${houdao.lease.sweep}",
            delayed = "${houdao.lease.sweep}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void lapse() throws SQLException {
        try (var connection = database.getConnection()) {
            var now = Timestamp.from(clock.instant());
            var balances = lineBudgets.lock(connection, store.lineItemsWithLapsed(connection, now, SWEPT_AT_ONCE));
            if (!balances.isEmpty()) {
                var looking = new RoundTrip(connection);
                var lapsed = store.lapsed(looking, now, balances.keySet());
                looking.send();
                var all = lapsed.stream()
                        .map(lease -> lease.giving(lease.outstandingMicros()))
                        .toList();
                giveBack(connection, Reason.EXPIRE, all, balances);
            }
        }
    }

    private void giveBack(Connection connection, Reason reason, List<Outstanding> leases, Map<UUID, Balance> balances)
            throws SQLException {
        var giving = new RoundTrip(connection);
        store.give(giving, leases, reason == Reason.RETURN);
        ledger.book(giving, comingBack(reason, leases, balances));
        giving.send();
    }

    private static List<Transfer> comingBack(Reason reason, List<Outstanding> leases, Map<UUID, Balance> balances) {
        var transfers = new ArrayList<Transfer>();
        for (var lease : leases) {
            var balance = Objects.requireNonNull(balances.get(lease.lineItemId()));
            if (lease.givenMicros() > 0) {
                var target = balance.state() == State.CLOSED ? FUNDS : AVAILABLE;
                transfers.add(Transfer.of(reason, balance, LEASED, target, lease.givenMicros(), lease.leaseId()));
            }
        }
        return transfers;
    }

    /** What is left to lend of one line item while a batch of requests is answered. */
    private static final class Purse {

        private final Balance balance;
        private long leftMicros;

        Purse(Balance balance, long spentToday) {
            this.balance = balance;
            var daily = balance.dailyBudgetMicros();
            var dayLeft = daily == null ? Long.MAX_VALUE : daily - spentToday - balance.leasedMicros();
            this.leftMicros = Math.max(0, Math.min(balance.availableMicros(), dayLeft));
        }

        long take(long requestedMicros) {
            var taken = Math.min(requestedMicros, leftMicros);
            leftMicros -= taken;
            return taken;
        }
    }
}
