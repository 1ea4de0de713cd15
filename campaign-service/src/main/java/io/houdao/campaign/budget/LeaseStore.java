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

    void insert(Connection connection, List<Lease> leases) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into lease (id, line_item_id, replica, granted_micros, outstanding_micros,
                                   granted_at, expires_at, lapses_at, returned)
                select id, line_item_id, replica, micros, micros, granted_at, expires_at, lapses_at, false
                from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                     l (id, line_item_id, replica, micros, granted_at, expires_at, lapses_at)""")) {
            insert.setArray(1, Arrays.of(connection, "uuid", leases, Lease::leaseId));
            insert.setArray(2, Arrays.of(connection, "uuid", leases, Lease::lineItemId));
            insert.setArray(3, Arrays.of(connection, "text", leases, Lease::replica));
            insert.setArray(4, Arrays.of(connection, "bigint", leases, Lease::grantedMicros));
            insert.setArray(
                    5,
                    Arrays.of(
                            connection,
                            "text",
                            leases,
                            lease -> lease.grantedAt().toString()));
            insert.setArray(
                    6,
                    Arrays.of(
                            connection,
                            "text",
                            leases,
                            lease -> lease.expiresAt().toString()));
            insert.setArray(
                    7,
                    Arrays.of(
                            connection,
                            "text",
                            leases,
                            lease -> lease.lapsesAt().toString()));
            insert.executeUpdate();
        }
    }

    List<UUID> lineItemsOf(Connection connection, Collection<UUID> leaseIds) throws SQLException {
        try (var select = connection.prepareStatement("select distinct line_item_id from lease where id = any (?)")) {
            select.setArray(1, Arrays.of(connection, "uuid", leaseIds, id -> id));
            return ids(select);
        }
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
    List<Outstanding> unreturned(Connection connection, Collection<UUID> leaseIds) throws SQLException {
        try (var select = connection.prepareStatement(
                "select id, line_item_id, outstanding_micros from lease where id = any (?) and not returned")) {
            select.setArray(1, Arrays.of(connection, "uuid", leaseIds, id -> id));
            return outstanding(select);
        }
    }

    List<Outstanding> lapsed(Connection connection, Timestamp now, Collection<UUID> lineItemIds) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, line_item_id, outstanding_micros from lease
                where line_item_id = any (?) and lapses_at <= ?""")) {
            select.setArray(1, Arrays.of(connection, "uuid", lineItemIds, id -> id));
            select.setTimestamp(2, now);
            return outstanding(select);
        }
    }

    /** What is out on these line items, in the order in which it lapses. */
    List<Outstanding> oldestFirst(Connection connection, Collection<UUID> lineItemIds) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, line_item_id, outstanding_micros from lease
                where line_item_id = any (?) order by lapses_at, id""")) {
            select.setArray(1, Arrays.of(connection, "uuid", lineItemIds, id -> id));
            return outstanding(select);
        }
    }

    private static List<Outstanding> outstanding(PreparedStatement select) throws SQLException {
        var leases = new ArrayList<Outstanding>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                leases.add(new Outstanding(
                        rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getLong(3), 0));
            }
        }
        return leases;
    }

    /** Takes what is given off these leases; of what nothing is left then, nothing is kept. */
    void give(Connection connection, List<Outstanding> leases, boolean returned) throws SQLException {
        var isUsedUp =
                leases.stream().collect(partitioningBy(lease -> lease.givenMicros() == lease.outstandingMicros()));
        forget(connection, isUsedUp.getOrDefault(true, List.of()));
        reduce(connection, isUsedUp.getOrDefault(false, List.of()), returned);
    }

    private static void forget(Connection connection, List<Outstanding> leases) throws SQLException {
        if (leases.isEmpty()) {
            return;
        }
        try (var delete = connection.prepareStatement("delete from lease where id = any (?)")) {
            delete.setArray(1, Arrays.of(connection, "uuid", leases, Outstanding::leaseId));
            delete.executeUpdate();
        }
    }

    private static void reduce(Connection connection, List<Outstanding> leases, boolean returned) throws SQLException {
        if (leases.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("""
                update lease l set outstanding_micros = l.outstanding_micros - g.micros, returned = l.returned or ?
                from unnest(?::uuid[], ?::bigint[]) g (id, micros) where l.id = g.id""")) {
            update.setBoolean(1, returned);
            update.setArray(2, Arrays.of(connection, "uuid", leases, Outstanding::leaseId));
            update.setArray(3, Arrays.of(connection, "bigint", leases, Outstanding::givenMicros));
            update.executeUpdate();
        }
    }
}
