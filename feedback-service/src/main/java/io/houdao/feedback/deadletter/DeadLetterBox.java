package io.houdao.feedback.deadletter;

import io.houdao.contracts.Topics;
import io.houdao.feedback.Database;
import io.houdao.feedback.deadletter.DeadLetter.Replayed;
import io.houdao.kit.event.EventPublisher;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the dead-letter topics of this service, each of one partition, and sends what is in them again. */
@ApplicationScoped
class DeadLetterBox {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MOST_EMPTY_POLLS = 20;

    private final Map<String, Object> settings;
    private final String service;
    private final EventPublisher publisher;
    private final Database database;
    private final Clock clock;

    DeadLetterBox(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "quarkus.application.name") String service,
            EventPublisher publisher,
            Database database,
            Clock clock) {
        this.settings = Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
        this.service = service;
        this.publisher = publisher;
        this.database = database;
        this.clock = clock;
    }

    /** At most {@code most} letters of {@code topic} from {@code offset} on, oldest first. */
    List<DeadLetter> from(String topic, long offset, int most) {
        var replayed = replayed(topic);
        return records(topic, offset, most).stream()
                .map(record -> DeadLetter.of(topic, record, replayed.get(record.offset())))
                .toList();
    }

    /**
     * Sends a letter again to the topic that it came from, whose readers pass over what they know; completes once Kafka has
     * it. 404 where there is no such letter.
     */
    CompletionStage<DeadLetter> replay(String topic, long offset, String actor) {
        var record = records(topic, offset, 1).stream()
                .filter(found -> found.offset() == offset)
                .findFirst()
                .orElseThrow(() -> Problems.notFound("dead letter", topic + "/" + offset));
        var type = Objects.requireNonNullElse(DeadLetter.header(record, "ce_type"), "io.houdao.feedback.replayed");
        return publisher
                .publish(DeadLetter.eventId(record), topic, record.key(), type, record.value())
                .thenApply(sent -> DeadLetter.of(topic, record, remember(topic, offset, actor)));
    }

    private Replayed remember(String topic, long offset, String actor) {
        var replayed = new Replayed(clock.instant(), actor);
        database.update("""
                insert into dead_letter_replay (topic, record_offset, at, actor) values (?, ?, ?, ?)
                on conflict (topic, record_offset) do update set at = excluded.at, actor = excluded.actor""", topic, offset, replayed.at(), actor);
        return replayed;
    }

    private Map<Long, Replayed> replayed(String topic) {
        return database
                .query(
                        "select * from dead_letter_replay where topic = ?",
                        row -> Map.entry(
                                row.getLong("record_offset"),
                                new Replayed(Database.instant(row, "at"), row.getString("actor"))),
                        topic)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic, long offset, int most) {
        var letters = new TopicPartition(Topics.deadLetter(topic, service), 0);
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(letters));
            var first = Objects.requireNonNull(
                    consumer.beginningOffsets(List.of(letters)).get(letters));
            var end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(letters)).get(letters));
            consumer.seek(letters, Math.max(first, offset));
            for (var empty = 0; consumer.position(letters) < end && found.size() < most && empty < MOST_EMPTY_POLLS; ) {
                var polled = consumer.poll(POLL);
                polled.forEach(found::add);
                empty += polled.isEmpty() ? 1 : 0;
            }
        }
        return found.subList(0, Math.min(most, found.size()));
    }
}
