package io.houdao.profile.bulk;

import io.houdao.contracts.DeviceKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the people of a batch have and want, as far as it decides about their tags: three queries, however many people. */
final class TagTargets {

    private final Set<UUID> refused = new HashSet<>();
    private final Set<String> removed = new HashSet<>();
    private final Map<String, UUID> devices = new HashMap<>();

    private TagTargets() {}

    static TagTargets of(Connection database, Collection<UUID> people) throws SQLException {
        var targets = new TagTargets();
        each(
                database,
                "select id from person where id = any (?) and refused",
                people,
                row -> targets.refused.add(row.getObject(1, UUID.class)));
        each(
                database,
                "select person_id, domain, value from removed_tag where person_id = any (?) and until > now()",
                people,
                row -> targets.removed.add(row.getString(1) + row.getString(2) + ":" + row.getString(3)));
        each(
                database,
                "select owner_id, kind, id from device where owner_id = any (?) order by id",
                people,
                row -> targets.devices.putIfAbsent(row.getString(1) + row.getString(2), row.getObject(3, UUID.class)));
        return targets;
    }

    private static void each(Connection database, String sql, Collection<UUID> people, Reading reading)
            throws SQLException {
        try (var select = database.prepareStatement(sql)) {
            select.setArray(1, database.createArrayOf("uuid", people.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    reading.read(rows);
                }
            }
        }
    }

    /** Whether {@code tag} may be kept of {@code person}: they did not refuse, and did not remove it. */
    boolean mayKeep(UUID person, TagLine tag) {
        return !refused.contains(person) && !removed.contains(person.toString() + tag.tag());
    }

    /** The device of that kind that the tag came from, of several the first; null where there is none. */
    @Nullable
    UUID device(UUID owner, DeviceKind kind) {
        return devices.get(owner.toString() + kind);
    }

    private interface Reading {
        void read(ResultSet row) throws SQLException;
    }
}
