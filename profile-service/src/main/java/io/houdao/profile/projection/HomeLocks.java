package io.houdao.profile.projection;

import io.houdao.kit.problem.Problems;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to change homes, one transaction at a time. Everyone takes it in the same order, first households by id, then
 * people by id, so that nobody waits in a circle.
 */
final class HomeLocks {

    private HomeLocks() {}

    /**
     * Waits for the right to change {@code people}, with whoever they live with, and {@code households}.
     *
     * @return the households that are now ours, and which of the people exist
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if one of them moved while we waited
     */
    static Held take(Connection database, Collection<UUID> people, Collection<UUID> households) throws SQLException {
        var wanted = new TreeSet<>(households);
        read(database, "select id, household_id from person where id = any (?)", people)
                .values()
                .forEach(household -> addIfAny(wanted, household));
        var held = read(
                        database,
                        "select id, null::uuid from household where id = any (?) order by id for no key update",
                        wanted)
                .keySet();
        var found = read(
                database,
                "select id, household_id from person where id = any (?) order by id for no key update",
                people);
        found.values().forEach(household -> requireHeld(household, held));
        return new Held(Set.copyOf(held), Set.copyOf(found.keySet()));
    }

    private static void addIfAny(Set<UUID> wanted, @Nullable UUID household) {
        if (household != null) {
            wanted.add(household);
        }
    }

    private static void requireHeld(@Nullable UUID household, Set<UUID> held) {
        if (household != null && !held.contains(household)) {
            throw Problems.conflict("They joined another household at this very moment. Send the request again.");
        }
    }

    private static Map<UUID, @Nullable UUID> read(Connection database, String sql, Collection<UUID> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try (var select = database.prepareStatement(sql)) {
            select.setArray(1, database.createArrayOf("uuid", ids.toArray()));
            try (var rows = select.executeQuery()) {
                var found = new HashMap<UUID, @Nullable UUID>();
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                }
                return found;
            }
        }
    }

    /** What is ours until the end of the transaction. */
    record Held(Set<UUID> households, Set<UUID> people) {}
}
