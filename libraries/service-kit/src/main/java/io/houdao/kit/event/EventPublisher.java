package io.houdao.kit.event;

import io.houdao.kit.trace.Traces;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to Kafka: {@code acks=all}, idempotent, in order per key, with a CloudEvents 1.0 envelope in the headers
 * (Kafka protocol binding, binary mode).
 */
@ApplicationScoped
public class EventPublisher {

    private static final int GIVE_UP_AFTER_MILLIS = 30_000;
    private static final int MOST_BYTES_AT_ONCE = 256 * 1024;

    private final Producer<String, byte[]> producer;
    private final byte[] source;
    private final Clock clock;

    EventPublisher(
            KafkaSettings kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "houdao.events.linger", defaultValue = "PT0.005S") Duration linger,
            Clock clock) {
        var settings = kafka.with(settings(service, linger));
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.source = utf8("/houdao/" + service);
        this.clock = clock;
    }

    private static Map<String, Object> settings(String service, Duration linger) {
        return Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                service + "-events",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                linger.toMillis(),
                // What waits that long travels together, hundreds of events of a kilobyte: a record alone costs as
                // much.
                ProducerConfig.BATCH_SIZE_CONFIG,
                MOST_BYTES_AT_ONCE,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                GIVE_UP_AFTER_MILLIS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                1_000);
    }

    /**
     * Sends one event; completes once every in-sync replica has it, and fails after 30 seconds at the latest.
     *
     * @param id of the event; sent again after a failure, it keeps its id
     * @param type in the form {@code io.houdao.campaign.line-item.published}
     * @param body JSON, or null for a tombstone
     */
    public CompletionStage<Void> publish(UUID id, String topic, String key, String type, byte @Nullable [] body) {
        return publish(id, topic, key, type, body, Map.of());
    }

    /**
     * As {@link #publish(UUID, String, String, String, byte[])}, with more headers than the envelope's.
     *
     * @param headers by name, such as the reason for which a record goes to a dead-letter topic
     */
    public CompletionStage<Void> publish(
            UUID id, String topic, String key, String type, byte @Nullable [] body, Map<String, String> headers) {
        var record = record(id, topic, key, type, body);
        headers.forEach((name, value) -> record.headers().add(name, utf8(value)));
        addTrace(record);
        return send(record);
    }

    /* What comes out of the outbox brings its own along. */
    private static void addTrace(ProducerRecord<String, byte[]> record) {
        var traceparent = Traces.current();
        if (traceparent != null && record.headers().lastHeader(Traces.HEADER) == null) {
            record.headers().add(Traces.HEADER, utf8(traceparent));
        }
    }

    /** Sends a record as it is. */
    CompletionStage<Void> send(ProducerRecord<String, byte[]> record) {
        var sent = new CompletableFuture<Void>();
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    private ProducerRecord<String, byte[]> record(
            UUID id, String topic, String key, String type, byte @Nullable [] body) {
        var record = new ProducerRecord<>(topic, key, body);
        record.headers()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(id.toString()))
                .add("ce_source", source)
                .add("ce_type", utf8(type))
                .add("ce_time", utf8(clock.instant().toString()))
                .add("content-type", utf8("application/json"));
        return record;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
