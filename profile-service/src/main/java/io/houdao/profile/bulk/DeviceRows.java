package io.houdao.profile.bulk;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.copy.Rows;
import io.houdao.profile.device.DeviceBody;
import io.houdao.profile.device.Devices;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The devices of a batch. One that is bound to someone else stays with them, and its line is refused. */
final class DeviceRows {

    private final Map<UUID, Bound> wanted = new LinkedHashMap<>();

    private DeviceRows() {}

    static void write(Connection database, List<PersonLine> lines, OffsetDateTime now) throws SQLException {
        var rows = of(lines);
        rows.requireFree(database);
        rows.write(database, now);
    }

    /**
     * Refuses a device that is someone else's, where there is one line. Of several it only compares them with one another: what is
     * bound already, PostgreSQL refuses, and then they come one by one.
     */
    static void requireFree(Connection database, List<PersonLine> lines) throws SQLException {
        var rows = of(lines);
        if (lines.size() == 1) {
            rows.requireFree(database);
        }
    }

    private static DeviceRows of(List<PersonLine> lines) {
        var rows = new DeviceRows();
        lines.forEach(rows::add);
        return rows;
    }

    private void add(PersonLine line) {
        for (var i = 0; i < line.devices().size(); i++) {
            var device = line.devices().get(i);
            var id = device.deviceId();
            if (id == null) {
                throw Problems.invalid(
                        field(i, "deviceId"), "must be given in an import, so that it can be sent again");
            }
            var bound = new Bound(line.personId(), device, i);
            var before = wanted.put(id, bound);
            if (before != null) {
                requireSame(before.owner(), before.device().kind().name(), bound);
            }
        }
    }

    private void requireFree(Connection database) throws SQLException {
        try (var select = database.prepareStatement("select id, owner_id, kind from device where id = any (?)")) {
            select.setArray(1, database.createArrayOf("uuid", wanted.keySet().toArray()));
            try (var row = select.executeQuery()) {
                var now = new HashMap<>(wanted);
                while (row.next()) {
                    var bound = now.remove(row.getObject(1, UUID.class));
                    if (bound != null) {
                        requireSame(row.getObject(2, UUID.class), row.getString(3), bound);
                    }
                }
            }
        }
    }

    private static void requireSame(UUID owner, String kind, Bound bound) {
        if (!owner.equals(bound.owner())) {
            throw Problems.invalid(
                    field(bound.index(), "deviceId"), "must not be bound to someone else; unbind it first");
        }
        if (!kind.equals(bound.device().kind().name())) {
            throw Problems.invalid(field(bound.index(), "kind"), "must be " + kind + ", which this device always was");
        }
    }

    private static String field(int index, String name) {
        return "devices[" + index + "]." + name;
    }

    private void write(Connection database, OffsetDateTime now) throws SQLException {
        var rows = new Rows("uuid", "uuid", "text", "boolean");
        wanted.forEach((id, bound) -> rows.add(
                id, bound.owner(), bound.device().kind().name(), bound.device().shared()));
        var written = rows.run(database, """
                insert into device (id, owner_id, kind, shared, bound_at)
                select id, owner_id, kind, shared, ? from unnest(?, ?, ?, ?) as line (id, owner_id, kind, shared)
                order by id
                on conflict (id) do update set shared = excluded.shared where device.owner_id = excluded.owner_id""", now);
        if (written != wanted.size()) {
            throw Problems.conflict("A device was bound to someone else at this moment.");
        }
        requireRoom(database);
    }

    /** The devices of a line come on top of those that its person has. */
    private void requireRoom(Connection database) throws SQLException {
        try (var select = database.prepareStatement(
                "select from device where owner_id = any (?) group by owner_id having count(*) > ? limit 1")) {
            var owners = wanted.values().stream().map(Bound::owner).distinct().toArray();
            select.setArray(1, database.createArrayOf("uuid", owners));
            select.setInt(2, Devices.MOST);
            try (var row = select.executeQuery()) {
                if (row.next()) {
                    throw Problems.invalid("devices", "must make at most 1000 with those that are bound already");
                }
            }
        }
    }

    private record Bound(UUID owner, DeviceBody device, int index) {}
}
