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
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is on the air, as any Kafka client sees it, and what any that may write there could make of it. */
public final class Air implements AutoCloseable {

    private static final List<Header> ALIEN = List.of(new RecordHeader("alien", new byte[0]));

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", LocalStackResource.kafkaBootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final Map<UUID, ConsumerRecord<String, byte[]>> newest = new HashMap<>();
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
        return newest(lineItemId).map(record -> Json.read(record.value(), LiveLineItem.class));
    }

    /** Reads on; the newest record of this id by now, or empty where that is a tombstone, and before anything. */
    public Optional<ConsumerRecord<String, byte[]>> newest(UUID lineItemId) {
        readOn();
        return Optional.ofNullable(newest.get(lineItemId)).filter(record -> record.value() != null);
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

    /** Puts this on a partition, or where it belongs if that is null, past the service; returns once Kafka has it. */
    public void put(Integer partition, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.LINE_ITEMS, partition, key, value, ALIEN))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a record was put there past the service. */
    public static boolean isAlien(ConsumerRecord<String, byte[]> record) {
        return record.headers().lastHeader("alien") != null;
    }

    private void readOn() {
        var records = consumer.poll(Duration.ofMillis(50));
        while (!records.isEmpty()) {
            records.forEach(record -> {
                newest.put(UUID.fromString(record.key()), record);
                all.add(record);
            });
            records = consumer.poll(Duration.ofMillis(50));
        }
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
