package io.houdao.kit.outbox;

import io.houdao.kit.event.EventPublisher;
import io.houdao.kit.trace.Traces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Carries the outbox to Kafka, in order, at least once. Of several replicas one relays at a time, so order holds across
 * them too; the others take over when it is gone. Where Kafka is away, rows wait.
 */
@ApplicationScoped
class OutboxRelay {

    private static final int BATCH = 500;
    private static final long ACK_SECONDS = 40;
    /** Any number, the same in all replicas: names the right to relay. */
    private static final long RELAY_LOCK = 7_041_968;

    private final DataSource database;
    private final EventPublisher publisher;
    private final RelayThread thread = new RelayThread("outbox", this::relayBatch);

    OutboxRelay(DataSource database, EventPublisher publisher) {
        this.database = database;
        this.publisher = publisher;
    }

    /** Says that there may be something to carry. */
    void wake() {
        thread.wake();
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.stop();
    }

    /** Carries one batch; true if it was a full one. */
    private boolean relayBatch() {
        return QuarkusTransaction.requiringNew().timeout(60).call(() -> {
            try (var connection = database.getConnection()) {
                if (!mayRelay(connection)) {
                    return false;
                }
                var rows = oldest(connection);
                if (!rows.isEmpty()) {
                    send(rows);
                    delete(connection, rows);
                }
                return rows.size() == BATCH;
            }
        });
    }

    private static boolean mayRelay(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, RELAY_LOCK);
            try (var result = lock.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private static List<Row> oldest(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                "select id, event_id, topic, key, type, body, traceparent from outbox order by id limit " + BATCH)) {
            var rows = new ArrayList<Row>();
            try (var result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(new Row(
                            result.getLong(1),
                            result.getObject(2, UUID.class),
                            result.getString(3),
                            result.getString(4),
                            result.getString(5),
                            result.getBytes(6),
                            result.getString(7)));
                }
            }
            return rows;
        }
    }

    private void send(List<Row> rows) throws Exception {
        var sent = rows.stream()
                .map(row ->
                        publisher.publish(row.eventId(), row.topic(), row.key(), row.type(), row.body(), row.headers()))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).get(ACK_SECONDS, TimeUnit.SECONDS);
    }

    /*
     * Rows are deleted by id, one by one: a transaction that took a lower id may commit after this batch was read, and
     * "all up to the last" would take its rows along unsent.
     */
    private static void delete(Connection connection, List<Row> rows) throws SQLException {
        try (var delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(Row::id).toArray()));
            delete.executeUpdate();
        }
    }

    private record Row(
            long id,
            UUID eventId,
            String topic,
            String key,
            String type,
            byte @Nullable [] body,
            @Nullable String traceparent) {

        Map<String, String> headers() {
            return traceparent == null ? Map.of() : Map.of(Traces.HEADER, traceparent);
        }
    }
}
