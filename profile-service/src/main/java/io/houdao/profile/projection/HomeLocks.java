package io.houdao.profile.projection;

import io.houdao.kit.problem.Problems;
import java.sql.Connection;
import java.sql.SQLException;
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
            with who (id) as (select unnest(?))
            select household_id from person join who using (id) where household_id is not null
            union
            select household_id from guest join who on person_id = id""";

    private HomeLocks() {}

    /**
     * Waits for the right to change {@code people}, with whoever they live with or visit, and {@code households}.
     *
     * @return the households that are now ours, and which of the people exist
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if one of them moved while we waited
     */
    static Held take(Connection database, Collection<UUID> people, Collection<UUID> households) throws SQLException {
        var wanted = new TreeSet<>(households);
        wanted.addAll(ids(database, WHERE_THEY_ARE, people));
        var held = ids(database, "select id from household where id = any (?) order by id for no key update", wanted);
        var found = ids(database, "select id from person where id = any (?) order by id for no key update", people);
        if (!held.containsAll(ids(database, WHERE_THEY_ARE, people))) {
            throw Problems.conflict("They joined another household at this very moment. Send the request again.");
        }
        return new Held(held, found);
    }

    private static Set<UUID> ids(Connection database, String sql, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Set.of();
        }
        try (var select = database.prepareStatement(sql)) {
            select.setArray(1, database.createArrayOf("uuid", ids.toArray()));
            try (var rows = select.executeQuery()) {
                var found = new HashSet<UUID>();
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
                return Set.copyOf(found);
            }
        }
    }

    /** What is ours until the end of the transaction. */
    record Held(Set<UUID> households, Set<UUID> people) {}
}
