package io.houdao.feedback;

import io.houdao.local.LocalStackResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic as a plain Kafka client sees it. */
public record Topic(String name) {

    /** Every record in it now. */
    public List<ConsumerRecord<String, byte[]>> all() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", LocalStackResource.kafkaBootstrap(), "group.id", "test-" + UUID.randomUUID());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** Adds records and waits for them to be safe. */
    public void add(List<ProducerRecord<String, byte[]>> records) {
        var settings = Map.<String, Object>of("bootstrap.servers", LocalStackResource.kafkaBootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    /** Adds a value of its own to the end of every partition, and says how many there are. */
    public int addToEach(Supplier<byte[]> value) {
        var partitions = partitions();
        add(IntStream.range(0, partitions)
                .mapToObj(partition -> new ProducerRecord<>(name, partition, "mark", value.get()))
                .toList());
        return partitions;
    }

    private int partitions() {
        var settings = Map.<String, Object>of("bootstrap.servers", LocalStackResource.kafkaBootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            return producer.partitionsFor(name).size();
        }
    }

    public ProducerRecord<String, byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(name, key, value);
    }
}
