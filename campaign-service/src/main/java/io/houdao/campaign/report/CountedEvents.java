package io.houdao.campaign.report;

import static java.util.stream.Collectors.toMap;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which events were counted. */
@ApplicationScoped
class CountedEvents {

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::decisionId).thenComparing(Key::kind);

    private final DataSource database;
    private final Clock clock;
    private final Duration memory;

    CountedEvents(DataSource database, Clock clock, @ConfigProperty(name = "houdao.event.memory") Duration memory) {
        this.database = database;
        this.clock = clock;
        this.memory = memory;
    }

    /**
     * Keeps that {@code events} are counted, and answers those that were not before, each once. In the order of their
     * keys, so that two consumers with the same events wait for each other at most once.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    List<Counted> add(List<Counted> events) throws SQLException {
        var byKey = events.stream()
                .collect(toMap(Key::of, event -> event, (first, again) -> first, () -> new TreeMap<>(ORDER)));
        if (byKey.isEmpty()) {
            return List.of();
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into counted_event (decision_id, kind, received_at)
                        select * from unnest(?::uuid[], ?::text[], ?::timestamptz[])
                        on conflict do nothing returning decision_id, kind""")) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", byKey.keySet().stream().map(Key::decisionId).toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            byKey.keySet().stream()
                                    .map(key -> key.kind().toString())
                                    .toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            byKey.values().stream()
                                    .map(event -> event.receivedAt().toString())
                                    .toArray()));
            var fresh = new ArrayList<Counted>();
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    fresh.add(byKey.get(new Key(rows.getObject(1, UUID.class), kind(rows.getString(2)))));
                }
            }
            return fresh;
        }
    }

    private static Kind kind(String text) {
        return Kind.valueOf(text.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    @Scheduled(every = "1h", delayed = "1m")
    @Transactional
    void forget() throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from counted_event where received_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(memory)));
            delete.executeUpdate();
        }
    }

    private record Key(UUID decisionId, Kind kind) {

        static Key of(Counted event) {
            return new Key(event.decisionId(), event.kind());
        }
    }
}
