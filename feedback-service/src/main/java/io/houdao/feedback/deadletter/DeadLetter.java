package io.houdao.feedback.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be processed.
 *
 * @param offset its place among the dead letters of {@code topic}
 * @param topic where it came from
 * @param at when it was first written
 * @param value as text; absent where it has none
 * @param replayed when and by whom it was sent again; absent where it was not
 */
record DeadLetter(
        long offset,
        String topic,
        Instant at,
        @Nullable String key,
        @Nullable String reason,
        @Nullable String exception,
        @Nullable String value,
        @Nullable Replayed replayed) {

    static DeadLetter of(String topic, ConsumerRecord<String, byte[]> record, @Nullable Replayed replayed) {
        return new DeadLetter(
                record.offset(),
                topic,
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                header(record, "dead-letter-reason"),
                header(record, "dead-letter-exception-class-name"),
                record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8),
                replayed);
    }

    /** The id that it had as an event; the same for the same letter where it had none. */
    static UUID eventId(ConsumerRecord<String, byte[]> record) {
        var id = header(record, "ce_id");
        try {
            return UUID.fromString(String.valueOf(id));
        } catch (IllegalArgumentException e) {
            return new UUID(record.timestamp(), record.offset());
        }
    }

    static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** When a letter was sent again, and by whom. */
    record Replayed(Instant at, String by) {}
}
