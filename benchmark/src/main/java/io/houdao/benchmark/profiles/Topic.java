package io.houdao.benchmark.profiles;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is in {@code profile.projections} at last. */
final class Topic {

    static final String PROJECTIONS = "profile.projections";

    private Topic() {}

    /** How many different people are in it. */
    static int people(String bootstrap) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(PROJECTIONS).stream()
                    .map(info -> new TopicPartition(PROJECTIONS, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var people = new HashSet<Long>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                people.add(UUID.fromString(record.key()).getMostSignificantBits()));
            }
            return people.size();
        }
    }
}
