package io.houdao.campaign.budget;

import static io.houdao.campaign.budget.Transfer.Place.AVAILABLE;
import static io.houdao.campaign.budget.Transfer.Place.FUNDS;
import static io.houdao.campaign.budget.Transfer.Place.OUTSIDE;
import static io.houdao.campaign.budget.Transfer.Place.SPENT;
import static io.houdao.campaign.budget.Transfer.Reason.DEPOSIT;
import static io.houdao.campaign.budget.Transfer.Reason.FIXED_TIME;
import static io.houdao.campaign.budget.Transfer.Reason.REFUND;
import static io.houdao.campaign.budget.Transfer.Reason.RELEASE;
import static io.houdao.campaign.budget.Transfer.Reason.RESERVE;

import io.houdao.campaign.budget.Balance.State;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What advertisers paid in, and what line items hold of it. A line item holds its whole budget from its submission until
 * it goes back to draft, stops or ends: so whatever runs is paid for, and nothing can be promised twice.
 */
@ApplicationScoped
public class Budgets {

    private final DataSource database;
    private final Ledger ledger;
    private final LineBudgets lineBudgets;

    Budgets(DataSource database, Ledger ledger, LineBudgets lineBudgets) {
        this.database = database;
        this.ledger = ledger;
        this.lineBudgets = lineBudgets;
    }

    /** Opens an empty account for an advertiser. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void openAccount(UUID advertiserId) {
        run(connection -> {
            try (var insert =
                    connection.prepareStatement("insert into funds (advertiser_id, available_micros) values (?, 0)")) {
                insert.setObject(1, advertiserId);
                insert.executeUpdate();
            }
        });
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void deposit(UUID advertiserId, long amountMicros, String reference) {
        run(connection -> ledger.book(
                connection,
                List.of(new Transfer(DEPOSIT, advertiserId, null, OUTSIDE, FUNDS, amountMicros, reference))));
    }

    /** Where an advertiser's money is. */
    public Account account(UUID advertiserId) {
        return get(connection -> {
            try (var select = connection.prepareStatement("""
                    select f.available_micros, coalesce(sum(b.available_micros), 0), coalesce(sum(b.leased_micros), 0),
                           coalesce(sum(b.spent_micros), 0), coalesce(sum(b.unbilled_micros), 0)
                    from funds f left join line_budget b using (advertiser_id)
                    where f.advertiser_id = ? group by f.advertiser_id""")) {
                select.setObject(1, advertiserId);
                try (var row = select.executeQuery()) {
                    row.next();
                    return new Account(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
                }
            }
        });
    }

    /** The balances of these line items; one that never reserved anything is missing. */
    public Map<UUID, Balance> balances(Collection<UUID> lineItemIds) {
        return get(connection -> lineBudgets.read(connection, lineItemIds));
    }

    /**
     * Gives each line item what it lacks to its whole budget.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if the funds do not suffice, or a budget is below what was
     *     spent of it
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void reserve(UUID advertiserId, String zone, List<Reservation> reservations) {
        run(connection -> {
            addMissing(connection, advertiserId, zone, reservations);
            var balances = lineBudgets.lock(
                    connection,
                    reservations.stream().map(Reservation::lineItemId).toList());
            var transfers = reservations.stream()
                    .map(reservation -> topUp(balances.get(reservation.lineItemId()), reservation.budgetMicros()))
                    .filter(transfer -> transfer.amountMicros() > 0)
                    .toList();
            requireFunds(connection, advertiserId, transfers);
            become(connection, reservations, transfers);
        });
    }

    private static void addMissing(
            Connection connection, UUID advertiserId, String zone, List<Reservation> reservations) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into line_budget (line_item_id, advertiser_id, budget_micros, zone, available_micros,
                                         leased_micros, spent_micros, unbilled_micros, state)
                select id, ?, 0, ?, 0, 0, 0, 0, 'CLOSED' from unnest(?::uuid[]) id order by id
                on conflict do nothing""")) {
            insert.setObject(1, advertiserId);
            insert.setString(2, zone);
            insert.setArray(3, Arrays.of(connection, "uuid", reservations, Reservation::lineItemId));
            insert.executeUpdate();
        }
    }

    private static Transfer topUp(@Nullable Balance balance, long budgetMicros) {
        if (balance == null) {
            throw new IllegalStateException("a budget that was just added is missing");
        }
        var lacking = budgetMicros - balance.heldMicros();
        if (lacking < 0) {
            throw Problems.conflict("Line item " + balance.lineItemId() + " has spent or leased more than its budget.");
        }
        return Transfer.of(RESERVE, balance, FUNDS, AVAILABLE, lacking, null);
    }

    private static void requireFunds(Connection connection, UUID advertiserId, List<Transfer> transfers)
            throws SQLException {
        var needed = transfers.stream().mapToLong(Transfer::amountMicros).sum();
        try (var lock =
                connection.prepareStatement("select available_micros from funds where advertiser_id = ? for update")) {
            lock.setObject(1, advertiserId);
            try (var row = lock.executeQuery()) {
                if (!row.next() || row.getLong(1) < needed) {
                    throw Problems.conflict(
                            "The advertiser's funds were used meanwhile. Submit again to see what is missing.");
                }
            }
        }
    }

    private void become(Connection connection, List<Reservation> reservations, List<Transfer> transfers)
            throws SQLException {
        lineBudgets.become(
                connection,
                State.CLOSED,
                reservations.stream().map(Reservation::lineItemId).toList());
        ledger.book(connection, transfers);
        try (var update = connection.prepareStatement("""
                update line_budget b
                set budget_micros = r.budget_micros, daily_budget_micros = r.daily_budget_micros, state = 'RESERVED'
                from unnest(?::uuid[], ?::bigint[], ?::bigint[]) r (line_item_id, budget_micros, daily_budget_micros)
                where b.line_item_id = r.line_item_id""")) {
            update.setArray(1, Arrays.of(connection, "uuid", reservations, Reservation::lineItemId));
            update.setArray(2, Arrays.of(connection, "bigint", reservations, Reservation::budgetMicros));
            update.setArray(3, Arrays.of(connection, "bigint", reservations, Reservation::dailyBudgetMicros));
            update.executeUpdate();
        }
    }

    /** Lets replicas draw on the budgets of these. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void open(Collection<UUID> lineItemIds) {
        become(State.LEASING, lineItemIds);
    }

    /** Lets no replica draw on them for now; leases that are out stay out. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void hold(Collection<UUID> lineItemIds) {
        become(State.RESERVED, lineItemIds);
    }

    private void become(State state, Collection<UUID> lineItemIds) {
        run(connection -> {
            lineBudgets.lock(connection, lineItemIds);
            lineBudgets.become(connection, state, lineItemIds);
        });
    }

    /** Gives what they have left back to the advertiser; what is leased follows when it comes back. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void release(Collection<UUID> lineItemIds) {
        run(connection -> {
            var balances = lineBudgets.lock(connection, lineItemIds);
            lineBudgets.become(connection, State.CLOSED, balances.keySet());
            ledger.book(
                    connection,
                    balances.values().stream()
                            .filter(balance -> balance.availableMicros() > 0)
                            .map(balance ->
                                    Transfer.of(RELEASE, balance, AVAILABLE, FUNDS, balance.availableMicros(), null))
                            .toList());
        });
    }

    /** Changes a daily limit, with effect on the next lease. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void limitDaily(UUID lineItemId, @Nullable Long dailyBudgetMicros) {
        run(connection -> {
            try (var update = connection.prepareStatement(
                    "update line_budget set daily_budget_micros = ? where line_item_id = ?")) {
                update.setObject(1, dailyBudgetMicros, java.sql.Types.BIGINT);
                update.setObject(2, lineItemId);
                update.executeUpdate();
            }
        });
    }

    /** Charges the prices of whole flights, each once in the life of a line item. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void chargeFixed(Map<UUID, Long> priceByLineItem) {
        run(connection -> {
            var balances = lineBudgets.lock(connection, priceByLineItem.keySet());
            balances.keySet().removeAll(chargedFixed(connection, priceByLineItem.keySet()));
            var transfers = new ArrayList<Transfer>();
            balances.forEach((id, balance) -> {
                var price = priceByLineItem.getOrDefault(id, 0L);
                if (price > 0) {
                    transfers.add(Transfer.of(FIXED_TIME, balance, AVAILABLE, SPENT, price, null));
                }
            });
            ledger.book(connection, transfers);
        });
    }

    private static List<UUID> chargedFixed(Connection connection, Collection<UUID> lineItemIds) throws SQLException {
        try (var select = connection.prepareStatement(
                "select distinct line_item_id from transfer where reason = 'FIXED_TIME' and line_item_id = any (?)")) {
            select.setArray(1, Arrays.of(connection, "uuid", lineItemIds, id -> id));
            var charged = new ArrayList<UUID>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    charged.add(rows.getObject(1, UUID.class));
                }
            }
            return charged;
        }
    }

    /**
     * Gives back {@code share} of what was charged for a whole flight, rounded up to the micro, once in the life of a line
     * item. Its budget must have been released.
     *
     * @param share from 0 to 1, of the flight that is not to come any more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void refundFixed(UUID lineItemId, BigDecimal share) {
        run(connection -> {
            var balance = lineBudgets.lock(connection, List.of(lineItemId)).get(lineItemId);
            var refund = share.multiply(BigDecimal.valueOf(unrefunded(connection, lineItemId)))
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact();
            if (balance != null && refund > 0) {
                ledger.book(connection, List.of(Transfer.of(REFUND, balance, SPENT, FUNDS, refund, null)));
            }
        });
    }

    /** What was charged for its whole flight; zero where nothing was, and where some of it was given back. */
    private static long unrefunded(Connection connection, UUID lineItemId) throws SQLException {
        try (var select = connection.prepareStatement("""
                select coalesce(sum(amount_micros) filter (where reason = 'FIXED_TIME'), 0)
                from transfer where line_item_id = ? and reason in ('FIXED_TIME', 'REFUND')
                having count(*) filter (where reason = 'REFUND') = 0""")) {
            select.setObject(1, lineItemId);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private void run(Statement statement) {
        get(connection -> {
            statement.on(connection);
            return true;
        });
    }

    private <T> T get(Query<T> query) {
        try (var connection = database.getConnection()) {
            return query.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the books cannot be kept", e);
        }
    }

    private interface Statement {
        void on(Connection connection) throws SQLException;
    }

    private interface Query<T> {
        T on(Connection connection) throws SQLException;
    }
}
