package io.houdao.profile;

import static java.util.stream.Collectors.joining;

import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Looks into the database, for tests that must know what was, or was not, kept. */
@ApplicationScoped
public class Stored {

    /** Those whose rows {@link #everything} counts; the outbox empties itself. */
    private static final List<String> TABLES = List.of(
            "household",
            "person",
            "muted_touchpoint",
            "quiet_scene",
            "daily_ad_limit",
            "handled_event",
            "device",
            "permission",
            "permission_change",
            "tag",
            "removed_tag",
            "projection",
            "former_name",
            "guest",
            "erasure",
            "erasure_place",
            "agent_access",
            "tag_evidence",
            "idempotency_key");

    private final DataSource database;
    private final Projections projections;

    Stored(DataSource database, Projections projections) {
        this.database = database;
        this.projections = projections;
    }

    /**
     * How many rows each table has once nothing is packed any more, and the newest version of any projection: it changes with
     * whatever is stored.
     */
    public Map<String, Long> everything() {
        projections.unpack(packed());
        var counts = TABLES.stream()
                .map("select '%1$s', count(*) from %1$s"::formatted)
                .collect(
                        joining(" union all ", "", " union all select 'newest version', max(version) from projection"));
        var all = new TreeMap<String, Long>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(counts)) {
            while (row.next()) {
                all.put(row.getString(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(counts, e);
        }
        return all;
    }

    private Set<UUID> packed() {
        var people = new HashSet<UUID>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select id from person where packed is not null")) {
            while (row.next()) {
                people.add(row.getObject(1, UUID.class));
            }
            return people;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows of each table there is mention it anywhere; bytes are read as the text that they are. */
    public Map<String, Long> mentions(Object it) {
        var hex = HexFormat.of().formatHex(it.toString().getBytes(StandardCharsets.UTF_8));
        var counts = new TreeMap<String, Long>();
        tables().forEach(table -> counts.put(
                table,
                number("select count(*) from " + table + " as row where row::text like '%" + it
                        + "%' or row::text like '%" + hex + "%'")));
        return counts;
    }

    private List<String> tables() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
            var tables = new ArrayList<String>();
            while (row.next()) {
                tables.add(row.getString(1));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long number(String sql) {
        return one(sql, Long.class);
    }

    public UUID id(String sql) {
        return one(sql, UUID.class);
    }

    private <T> T one(String sql, Class<T> type) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getObject(1, type);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs {@code sql} in a transaction that stays open, with all that it holds, until it is rolled back or closed. */
    public Connection hold(String sql) throws SQLException {
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }
}
