package io.houdao.profile.bulk;

import io.houdao.contracts.DeviceKind;
import io.houdao.profile.projection.Graph;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where some people live and what they own, at one moment of a transaction. An import adds to it and takes nothing away. */
record Ties(Map<UUID, Life> byPerson, Map<UUID, Owned> byDevice) {

    static Ties of(Connection database, Collection<UUID> people) throws SQLException {
        var ties = new Ties(new HashMap<>(), new HashMap<>());
        ties.read(database, people);
        return ties;
    }

    private void read(Connection database, Collection<UUID> people) throws SQLException {
        try (var select = database.prepareStatement("""
                select person.id, pseudonym, household_id, device.id, kind, shared
                from person left join device on owner_id = person.id where person.id = any (?)""")) {
            select.setArray(1, database.createArrayOf("uuid", people.toArray()));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var life = new Life(row.getObject(2, UUID.class), row.getObject(3, UUID.class));
                    byPerson.put(row.getObject(1, UUID.class), life);
                    var device = row.getObject(4, UUID.class);
                    if (device != null) {
                        byDevice.put(
                                device,
                                new Owned(life.pseudonym(), new DeviceKind(row.getString(5)), row.getBoolean(6)));
                    }
                }
            }
        }
    }

    /** Tells what came since {@code before}, each as if it had been asked for by itself. */
    void tellSince(Ties before, Graph graph) {
        byPerson.forEach((id, now) -> {
            var old = before.byPerson.get(id);
            var left = old == null ? null : old.household();
            if (!Objects.equals(left, now.household())) {
                tellOfMove(now, left, graph);
            }
        });
        byDevice.forEach((id, now) -> {
            if (!before.byDevice.containsKey(id)) {
                graph.bound(now.owner(), id, now.kind(), now.shared());
            }
        });
    }

    private static void tellOfMove(Life now, @Nullable UUID left, Graph graph) {
        if (left != null) {
            graph.movedOut(now.pseudonym(), left);
        }
        if (now.household() != null) {
            graph.movedIn(now.pseudonym(), now.household());
        }
    }

    /** Under which name somebody is known, and the household they live in. */
    record Life(UUID pseudonym, @Nullable UUID household) {}

    /** Whose a device is, by pseudonym. */
    record Owned(UUID owner, DeviceKind kind, boolean shared) {}
}
