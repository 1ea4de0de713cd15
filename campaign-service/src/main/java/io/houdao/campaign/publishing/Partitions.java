package io.houdao.campaign.publishing;

import io.houdao.contracts.Topics;
import io.houdao.kit.event.KafkaSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The partitions of {@code campaign.line-items}. Records of one key belong on one of them; what somebody put on another is
 * followed by nothing there, would stand for ever, and can only be erased where it stands.
 */
@ApplicationScoped
class Partitions {

    private static final long ACK_SECONDS = 40;

    private final Producer<String, byte[]> producer;

    Partitions(KafkaSettings kafka) {
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "campaign-service-erasing",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Whether a record lies where those of its key belong: where Kafka's own clients for Java put them. */
    boolean isAtHome(ConsumerRecord<String, byte[]> record) {
        var partitions = producer.partitionsFor(Topics.LINE_ITEMS).size();
        return Utils.toPositive(Utils.murmur2(record.key().getBytes(StandardCharsets.UTF_8))) % partitions
                == record.partition();
    }

    /**
     * Puts a tombstone on the partition where {@code record} stands, and answers its place once Kafka has it.
     *
     * @throws IllegalStateException where Kafka does not take it
     */
    LastWord.Place erase(ConsumerRecord<String, byte[]> record) {
        try {
            var tombstone = new ProducerRecord<String, byte[]>(record.topic(), record.partition(), record.key(), null);
            var sent = producer.send(tombstone).get(ACK_SECONDS, TimeUnit.SECONDS);
            return new LastWord.Place(sent.partition(), sent.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a record cannot be erased: " + e.getMessage(), e);
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
