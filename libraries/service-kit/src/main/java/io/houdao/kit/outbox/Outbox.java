package io.houdao.kit.outbox;

import io.houdao.kit.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a state change leaves its event: in the transaction of the change, so that both happen or neither does. The relay
 * carries it to Kafka as soon as the transaction has committed.
 */
@ApplicationScoped
public class Outbox {

    private final DataSource database;
    private final TransactionSynchronizationRegistry transaction;
    private final OutboxRelay relay;
    private final Clock clock;

    Outbox(DataSource database, TransactionSynchronizationRegistry transaction, OutboxRelay relay, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * Adds an event to the running transaction.
     *
     * @param key of the Kafka record; events of one key arrive in the order in which they were appended
     * @param type in the form {@code io.houdao.campaign.line-item.published}
     * @param body JSON, or null for a tombstone
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(String topic, String key, String type, byte @Nullable [] body) {
        appendAll(topic, type, List.of(new Event(key, body)));
    }

    /** Adds many events of one topic and type to the running transaction, in this order, in one batch. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void appendAll(String topic, String type, List<Event> events) {
        var now = Timestamp.from(clock.instant());
        var traceparent = Traces.current();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into outbox (event_id, topic, key, type, body, created_at, traceparent)"
                                + " values (?, ?, ?, ?, ?, ?, ?)")) {
            for (var event : events) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, topic);
                insert.setString(3, event.key());
                insert.setString(4, type);
                insert.setBytes(5, event.body());
                insert.setTimestamp(6, now);
                insert.setString(7, traceparent);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot append to the outbox", e);
        }
        transaction.registerInterposedSynchronization(new WakeOnCommit());
    }

    /** One of many events; {@code body} is JSON, or null for a tombstone. */
    public record Event(String key, byte @Nullable [] body) {}

    private final class WakeOnCommit implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                relay.wake();
            }
        }
    }
}
