package io.houdao.campaign.budget;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
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
        var trip = new RoundTrip(connection);
        var balances = lock(trip, lineItemIds);
        trip.send();
        return balances;
    }

    /** The same, known once {@code trip} was sent. */
    Map<UUID, Balance> lock(RoundTrip trip, Collection<UUID> lineItemIds) throws SQLException {
        return read(
                trip,
                "line_item_id = any (?) order by line_item_id for update",
                trip.array("uuid", lineItemIds, id -> id));
    }

    /** Locks the budgets of the line items of these leases in the same way. */
    Map<UUID, Balance> lockOf(RoundTrip trip, Collection<UUID> leaseIds) throws SQLException {
        return read(
                trip,
                "line_item_id in (select line_item_id from lease where id = any (?)) order by line_item_id for update",
                trip.array("uuid", leaseIds, id -> id));
    }

    Map<UUID, Balance> read(Connection connection, Collection<UUID> lineItemIds) throws SQLException {
        var trip = new RoundTrip(connection);
        var balances = read(trip, "line_item_id = any (?)", trip.array("uuid", lineItemIds, id -> id));
        trip.send();
        return balances;
    }

    private static Map<UUID, Balance> read(RoundTrip trip, String which, Array ids) {
        var balances = new LinkedHashMap<UUID, Balance>();
        trip.read(
                "select " + Balance.COLUMNS + " from line_budget where " + which,
                row -> {
                    var balance = Balance.read(row);
                    balances.put(balance.lineItemId(), balance);
                },
                ids);
        return balances;
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
        var spent = new HashMap<Day, Long>();
        if (!days.isEmpty()) {
            var trip = new RoundTrip(connection);
            trip.read(
                    """
                    select line_item_id, day, spent_micros from daily_spend
                    join unnest(?::uuid[], ?::date[]) wanted (line_item_id, day) using (line_item_id, day)""",
                    row -> spent.put(
                            new Day(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class)), row.getLong(3)),
                    trip.array("uuid", days, Day::lineItemId),
                    trip.array("date", days, Day::day));
            trip.send();
        }
        return spent;
    }

    /** Adds to what was spent on these days. */
    void addSpent(RoundTrip trip, Map<Day, Long> spent) throws SQLException {
        if (!spent.isEmpty()) {
            var days = List.copyOf(spent.keySet());
            trip.write(
                    """
                    insert into daily_spend (line_item_id, day, spent_micros)
                    select * from unnest(?::uuid[], ?::date[], ?::bigint[])
                    on conflict (line_item_id, day)
                    do update set spent_micros = daily_spend.spent_micros + excluded.spent_micros""",
                    trip.array("uuid", days, Day::lineItemId),
                    trip.array("date", days, Day::day),
                    trip.array("bigint", days, spent::get));
        }
    }

    /** A day of a line item, in its zone. */
    record Day(UUID lineItemId, LocalDate day) {}
}
