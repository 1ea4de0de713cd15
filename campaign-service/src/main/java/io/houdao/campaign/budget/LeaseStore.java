package io.houdao.campaign.budget;

import static java.util.stream.Collectors.partitioningBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The leases of which money is out: one that is used up, or that came back as a whole, is no more. Whoever changes one holds
 * the lock of its line item's budget.
 */
@ApplicationScoped
class LeaseStore {

    void insert(RoundTrip trip, List<Lease> leases) throws SQLException {
        if (leases.isEmpty()) {
            return;
        }
        trip.write(
                """
                insert into lease (id, line_item_id, replica, granted_micros, outstanding_micros,
                                   granted_at, expires_at, lapses_at, returned)
                select id, line_item_id, replica, micros, micros, granted_at, expires_at, lapses_at, false
                from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                     l (id, line_item_id, replica, micros, granted_at, expires_at, lapses_at)""",
                trip.array("uuid", leases, Lease::leaseId),
                trip.array("uuid", leases, Lease::lineItemId),
                trip.array("text", leases, Lease::replica),
                trip.array("bigint", leases, Lease::grantedMicros),
                trip.array("text", leases, lease -> lease.grantedAt().toString()),
                trip.array("text", leases, lease -> lease.expiresAt().toString()),
                trip.array("text", leases, lease -> lease.lapsesAt().toString()));
    }

    /** Skips what another replica of this service is sweeping. */
    List<UUID> lineItemsWithLapsed(Connection connection, Timestamp now, int limit) throws SQLException {
        try (var select = connection.prepareStatement("""
                select line_item_id from line_budget
                where line_item_id in (select line_item_id from lease where lapses_at <= ?)
                order by line_item_id limit ? for update skip locked""")) {
            select.setTimestamp(1, now);
            select.setInt(2, limit);
            return ids(select);
        }
    }

    private static List<UUID> ids(PreparedStatement select) throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    /** Those of these leases that were not given back yet. */
    List<Outstanding> unreturned(RoundTrip trip, Collection<UUID> leaseIds) throws SQLException {
        return outstanding(trip, "id = any (?) and not returned", trip.array("uuid", leaseIds, id -> id));
    }

    List<Outstanding> lapsed(RoundTrip trip, Timestamp now, Collection<UUID> lineItemIds) throws SQLException {
        return outstanding(
                trip, "line_item_id = any (?) and lapses_at <= ?", trip.array("uuid", lineItemIds, id -> id), now);
    }

    /** What is out on these line items, in the order in which it lapses. */
    List<Outstanding> oldestFirst(RoundTrip trip, Collection<UUID> lineItemIds) throws SQLException {
        return outstanding(
                trip, "line_item_id = any (?) order by lapses_at, id", trip.array("uuid", lineItemIds, id -> id));
    }

    private static List<Outstanding> outstanding(RoundTrip trip, String which, Object... parameters) {
        var leases = new ArrayList<Outstanding>();
        trip.read(
                "select id, line_item_id, outstanding_micros from lease where " + which,
                row -> leases.add(
                        new Outstanding(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getLong(3), 0)),
                parameters);
        return leases;
    }

    /** Takes what is given off these leases; of what nothing is left then, nothing is kept. */
    void give(RoundTrip trip, List<Outstanding> leases, boolean returned) throws SQLException {
        var isUsedUp =
                leases.stream().collect(partitioningBy(lease -> lease.givenMicros() == lease.outstandingMicros()));
        forget(trip, isUsedUp.getOrDefault(true, List.of()));
        reduce(trip, isUsedUp.getOrDefault(false, List.of()), returned);
    }

    private static void forget(RoundTrip trip, List<Outstanding> leases) throws SQLException {
        if (!leases.isEmpty()) {
            trip.write("delete from lease where id = any (?)", trip.array("uuid", leases, Outstanding::leaseId));
        }
    }

    private static void reduce(RoundTrip trip, List<Outstanding> leases, boolean returned) throws SQLException {
        if (!leases.isEmpty()) {
            trip.write(
                    """
                    update lease l set outstanding_micros = l.outstanding_micros - g.micros, returned = l.returned or ?
                    from unnest(?::uuid[], ?::bigint[]) g (id, micros) where l.id = g.id""",
                    returned,
                    trip.array("uuid", leases, Outstanding::leaseId),
                    trip.array("bigint", leases, Outstanding::givenMicros));
        }
    }
}
