package io.houdao.profile.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Which newcomers have not reached Kafka yet; they are known by the version that all of one transaction share. */
final class UnpublishedImports {

    private UnpublishedImports() {}

    static void add(Connection database, long version) throws SQLException {
        run(database, "insert into unpublished_import (version) values (?)", version);
    }

    /** The oldest one that nobody else is carrying, which is ours until the end of the transaction. */
    static OptionalLong take(Connection database) throws SQLException {
        try (var select = database.prepareStatement(
                        "select version from unpublished_import order by version limit 1 for update skip locked");
                var rows = select.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    /**
     * The projections that still have {@code version}, each kept from changing until the end of the transaction; without
     * those that somebody is changing right now.
     *
     * <p>The pseudonym comes from a query of its own: as a join it would be planned by statistics that an import outdates.
     */
    static List<Newcomer> hold(Connection database, long version) throws SQLException {
        try (var select = database.prepareStatement("""
                select (select pseudonym from person where id = person_id), body from projection
                where version = ? for share skip locked""")) {
            select.setLong(1, version);
            try (var rows = select.executeQuery()) {
                var newcomers = new ArrayList<Newcomer>();
                while (rows.next()) {
                    newcomers.add(new Newcomer(rows.getObject(1, UUID.class), rows.getBytes(2)));
                }
                return newcomers;
            }
        }
    }

    /** The same, for who knows what leaves of them: only their ids. */
    static List<UUID> holdKnown(Connection database, long version) throws SQLException {
        try (var select =
                database.prepareStatement("select person_id from projection where version = ? for share skip locked")) {
            select.setLong(1, version);
            try (var rows = select.executeQuery()) {
                var people = new ArrayList<UUID>();
                while (rows.next()) {
                    people.add(rows.getObject(1, UUID.class));
                }
                return people;
            }
        }
    }

    /**
     * Notes that {@code sent} of {@code version} are in Kafka. Where more have it, somebody is changing them and may yet give
     * up: then it stays, and all of it is carried again.
     *
     * @return whether all were sent
     */
    static boolean sent(Connection database, long version, int sent) throws SQLException {
        var deleted = run(database, """
                delete from unpublished_import
                where version = ? and ? >= (select count(*) from projection where projection.version = ?)""", version, sent, version);
        return deleted == 1;
    }

    private static int run(Connection database, String sql, long... parameters) throws SQLException {
        try (var statement = database.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** What leaves of a newcomer. */
    record Newcomer(UUID pseudonym, byte[] body) {}
}
