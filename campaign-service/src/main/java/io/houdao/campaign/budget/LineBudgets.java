package io.houdao.campaign.budget;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The balances of line items, and what they spent by day. */
@ApplicationScoped
class LineBudgets {

    private final Clock clock;

    LineBudgets(Clock clock) {
        this.clock = clock;
    }

    /** Locks the budgets of these line items until the transaction ends, in the order of their ids. Unknown ids are missing. */
    Map<UUID, Balance> lock(Connection connection, Collection<UUID> lineItemIds) throws SQLException {
        return read(connection, lineItemIds, " order by line_item_id for update");
    }

    Map<UUID, Balance> read(Connection connection, Collection<UUID> lineItemIds) throws SQLException {
        return read(connection, lineItemIds, "");
    }

    private static Map<UUID, Balance> read(Connection connection, Collection<UUID> lineItemIds, String how)
            throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + Balance.COLUMNS + " from line_budget where line_item_id = any (?)" + how)) {
            select.setArray(1, Arrays.of(connection, "uuid", lineItemIds, id -> id));
            var balances = new LinkedHashMap<UUID, Balance>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var balance = Balance.read(rows);
                    balances.put(balance.lineItemId(), balance);
                }
            }
            return balances;
        }
    }

    /** Sets the state of these, all of which must be locked. */
    void become(Connection connection, Balance.State state, Collection<UUID> lineItemIds) throws SQLException {
        try (var update =
                connection.prepareStatement("update line_budget set state = ? where line_item_id = any (?)")) {
            update.setString(1, state.name());
            update.setArray(2, Arrays.of(connection, "uuid", lineItemIds, id -> id));
            update.executeUpdate();
        }
    }

    /** The day it is now for a line item. */
    LocalDate today(Balance balance) {
        return day(balance, clock.instant());
    }

    static LocalDate day(Balance balance, Instant at) {
        return LocalDate.ofInstant(at, ZoneId.of(balance.zone()));
    }

    /** What was spent on these days; days without spending are missing. */
    Map<Day, Long> spentOn(Connection connection, Collection<Day> days) throws SQLException {
        try (var select = connection.prepareStatement("""
                select line_item_id, day, spent_micros from daily_spend
                join unnest(?::uuid[], ?::date[]) wanted (line_item_id, day) using (line_item_id, day)""")) {
            select.setArray(1, Arrays.of(connection, "uuid", days, Day::lineItemId));
            select.setArray(2, Arrays.of(connection, "date", days, Day::day));
            var spent = new HashMap<Day, Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    spent.put(
                            new Day(rows.getObject(1, UUID.class), rows.getObject(2, LocalDate.class)),
                            rows.getLong(3));
                }
            }
            return spent;
        }
    }

    /** Adds to what was spent on these days. */
    void addSpent(Connection connection, Map<Day, Long> spent) throws SQLException {
        var days = List.copyOf(spent.keySet());
        try (var upsert = connection.prepareStatement("""
                insert into daily_spend (line_item_id, day, spent_micros)
                select * from unnest(?::uuid[], ?::date[], ?::bigint[])
                on conflict (line_item_id, day)
                do update set spent_micros = daily_spend.spent_micros + excluded.spent_micros""")) {
            upsert.setArray(1, Arrays.of(connection, "uuid", days, Day::lineItemId));
            upsert.setArray(2, Arrays.of(connection, "date", days, Day::day));
            upsert.setArray(3, Arrays.of(connection, "bigint", days, spent::get));
            upsert.executeUpdate();
        }
    }

    /** A day of a line item, in its zone. */
    record Day(UUID lineItemId, LocalDate day) {}
}
