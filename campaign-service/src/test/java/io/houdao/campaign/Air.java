package io.houdao.campaign;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.local.LocalStackResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on the air, as any Kafka client sees it. */
public final class Air implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<UUID, byte[]> newest = new HashMap<>();
    private final List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();

    public Air() {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", LocalStackResource.kafkaBootstrap(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.LINE_ITEMS).stream()
                .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on; what is live under this id by now, or empty after a tombstone, and before anything. */
    public Optional<LiveLineItem> of(UUID lineItemId) {
        readOn();
        return Optional.ofNullable(newest.get(lineItemId)).map(body -> Json.read(body, LiveLineItem.class));
    }

    /** Whether anything was ever said of this id, a tombstone included. */
    public boolean everSaidOf(UUID lineItemId) {
        readOn();
        return newest.containsKey(lineItemId);
    }

    /** Every record until now, in order for each key. */
    public List<ConsumerRecord<String, byte[]>> all() {
        readOn();
        return all;
    }

    private void readOn() {
        var records = consumer.poll(Duration.ofMillis(50));
        while (!records.isEmpty()) {
            records.forEach(record -> {
                newest.put(UUID.fromString(record.key()), record.value());
                all.add(record);
            });
            records = consumer.poll(Duration.ofMillis(50));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
