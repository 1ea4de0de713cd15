package io.houdao.profile.projection;

import io.houdao.contracts.Json;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.kit.outbox.Outbox.Event;
import io.houdao.profile.copy.CopyRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was last published of each person. */
final class Published {

    private static final int FETCH = 2_000;

    private static final String LAST = """
            select person.id, body, recompute_at, nextval('projection_version')
            from person left join projection on person_id = person.id where person.id = any (?)""";

    private Published() {}

    /** For each of {@code people}, who are there, what was last published, and a version for what may be published next. */
    static Map<UUID, Entry> read(Connection database, Collection<UUID> people) throws SQLException {
        if (people.isEmpty()) {
            return Map.of();
        }
        try (var select = Ids.prepare(database, LAST, people);
                var rows = select.executeQuery()) {
            var found = new HashMap<UUID, Entry>();
            while (rows.next()) {
                var at = rows.getObject(3, OffsetDateTime.class);
                found.put(
                        rows.getObject(1, UUID.class),
                        new Entry(rows.getBytes(2), at == null ? null : at.toInstant(), rows.getLong(4)));
            }
            return found;
        }
    }

    /** What was last published of {@code person}, byte for byte. */
    static Optional<byte[]> body(Connection database, UUID person) throws SQLException {
        try (var select = database.prepareStatement("select body from projection where person_id = ?")) {
            select.setObject(1, person);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** Hands over everybody's last projection, a few thousand in memory at a time. */
    static void forEach(Connection database, Consumer<PersonProjection> reader) throws SQLException {
        try (var select = database.prepareStatement("select body from projection")) {
            select.setFetchSize(FETCH);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.accept(Json.read(rows.getBytes(1), PersonProjection.class));
                }
            }
        }
    }

    /** A version that is higher than all before. */
    static long nextVersion(Connection database) throws SQLException {
        try (var select = database.prepareStatement("select nextval('projection_version')");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Writes those of people who have none yet. */
    static void add(Connection database, List<Row> rows) throws SQLException {
        var added = new CopyRows("projection", "person_id", "version", "body", "recompute_at");
        rows.forEach(row -> added.row()
                .uuid(row.personId())
                .number(row.version())
                .bytes(row.body())
                .time(row.recomputeAt()));
        added.run(database);
    }

    static void write(Connection database, List<Row> rows) throws SQLException {
        try (var upsert = database.prepareStatement("""
                insert into projection (person_id, version, body, recompute_at) values (?, ?, ?, ?)
                on conflict (person_id) do update
                set version = excluded.version, body = excluded.body, recompute_at = excluded.recompute_at""")) {
            for (var row : rows) {
                upsert.setObject(1, row.personId());
                upsert.setLong(2, row.version());
                upsert.setBytes(3, row.body());
                upsert.setObject(4, timestamp(row.recomputeAt()), Types.TIMESTAMP_WITH_TIMEZONE);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    static void reschedule(Connection database, Map<UUID, @Nullable Instant> recomputeAt) throws SQLException {
        try (var update = database.prepareStatement("update projection set recompute_at = ? where person_id = ?")) {
            for (var entry : recomputeAt.entrySet()) {
                update.setObject(1, timestamp(entry.getValue()), Types.TIMESTAMP_WITH_TIMEZONE);
                update.setObject(2, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Up to {@code most} people of whom time has changed something by {@code now}. */
    static List<UUID> due(Connection database, Instant now, int most) throws SQLException {
        try (var select = database.prepareStatement(
                "select person_id from projection where recompute_at <= ? order by recompute_at limit ?")) {
            select.setObject(1, timestamp(now));
            select.setInt(2, most);
            try (var rows = select.executeQuery()) {
                var people = new ArrayList<UUID>();
                while (rows.next()) {
                    people.add(rows.getObject(1, UUID.class));
                }
                return people;
            }
        }
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** What is published now. */
    record Row(
            UUID personId,
            PersonId pseudonym,
            long version,
            byte[] body,
            @Nullable Instant recomputeAt) {

        Event event() {
            return new Event(pseudonym.toString(), body);
        }
    }

    /**
     * What was published.
     *
     * @param body the bytes that left; null where nothing did yet
     * @param recomputeAt when time will change them
     * @param nextVersion higher than all before, and nobody else's
     */
    record Entry(byte @Nullable [] body, @Nullable Instant recomputeAt, long nextVersion) {}
}
