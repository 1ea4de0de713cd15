package io.houdao.profile.projection;

import io.houdao.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The right to change homes, one transaction at a time. Everyone takes it in the same order, first households by id, then
 * people by id, so that nobody waits in a circle.
 */
final class HomeLocks {

    private static final String WHERE_THEY_ARE = """
            select household_id from person where id = any (?) and household_id is not null
            union all
            select household_id from guest where person_id = any (?)""";

    /* Locks only where none of them lives with somebody or visits; the second query sees what was true once it had the locks. */
    private static final String ALONE = "select id, packed is not null from person where id = any (?) and not exists ("
            + WHERE_THEY_ARE + ") order by id for no key update;\n" + WHERE_THEY_ARE;

    private static final String THEM =
            "select id, packed is not null from person where id = any (?) order by id for no key update";

    private HomeLocks() {}

    /**
     * Waits for the right to change {@code people}, with whoever they live with or visit, and {@code households}. Whatever is
     * known of the people is in rows then.
     *
     * @return the households that are now ours, and which of the people exist
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if one of them moved while we waited
     */
    static Held take(Connection database, Collection<UUID> people, Collection<UUID> households) throws SQLException {
        if (!people.isEmpty() && households.isEmpty()) {
            var alone = takeAlone(database, people);
            if (!alone.people().isEmpty()) {
                return unpacked(database, Set.of(), alone);
            }
        }
        return takeAll(database, people, households);
    }

    private static Held unpacked(Connection database, Set<UUID> households, Taken taken) throws SQLException {
        Packed.unpack(database, taken.packed());
        return new Held(households, taken.people());
    }

    /** Those of {@code people} who are there, after one round trip; none where one of them lives or stays with somebody. */
    private static Taken takeAlone(Connection database, Collection<UUID> people) throws SQLException {
        try (var select = Ids.prepare(database, ALONE, people)) {
            select.execute();
            var ours = taken(select);
            select.getMoreResults();
            var whereTheyAre = ids(select);
            if (!ours.people().isEmpty() && !whereTheyAre.isEmpty()) {
                throw moved();
            }
            return ours;
        }
    }

    /**
     * From now on, until the end of the transaction, nobody is waited for any longer than a moment: what would have to fails.
     */
    static void waitNoLongerThanAMoment(Connection database) throws SQLException {
        try (var set = database.createStatement()) {
            set.execute("set local lock_timeout = '20ms'");
        }
    }

    private static Held takeAll(Connection database, Collection<UUID> people, Collection<UUID> households)
            throws SQLException {
        var wanted = new TreeSet<>(households);
        wanted.addAll(ids(database, WHERE_THEY_ARE, people));
        var held = ids(database, "select id from household where id = any (?) order by id for no key update", wanted);
        var taken = takeThem(database, people);
        if (!held.containsAll(ids(database, WHERE_THEY_ARE, people))) {
            throw moved();
        }
        return unpacked(database, held, taken);
    }

    private static Taken takeThem(Connection database, Collection<UUID> people) throws SQLException {
        if (people.isEmpty()) {
            return new Taken(Set.of(), Set.of());
        }
        try (var select = Ids.prepare(database, THEM, people)) {
            select.execute();
            return taken(select);
        }
    }

    private static HttpProblem moved() {
        return Problems.conflict("They joined another household at this very moment. Send the request again.");
    }

    private static Set<UUID> ids(Connection database, String sql, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Set.of();
        }
        try (var select = Ids.prepare(database, sql, ids)) {
            select.execute();
            return ids(select);
        }
    }

    /** What the result that {@code select} is at names. */
    private static Set<UUID> ids(Statement select) throws SQLException {
        try (var rows = select.getResultSet()) {
            var found = new HashSet<UUID>();
            while (rows.next()) {
                found.add(rows.getObject(1, UUID.class));
            }
            return Set.copyOf(found);
        }
    }

    /** The people in the result that {@code select} is at. */
    private static Taken taken(Statement select) throws SQLException {
        try (var rows = select.getResultSet()) {
            var people = new HashSet<UUID>();
            var packed = new HashSet<UUID>();
            while (rows.next()) {
                var id = rows.getObject(1, UUID.class);
                people.add(id);
                if (rows.getBoolean(2)) {
                    packed.add(id);
                }
            }
            return new Taken(people, packed);
        }
    }

    /** Those who are there, and of them those of whom something is packed. */
    private record Taken(Set<UUID> people, Set<UUID> packed) {}

    /** What is ours until the end of the transaction. */
    record Held(Set<UUID> households, Set<UUID> people) {}
}
