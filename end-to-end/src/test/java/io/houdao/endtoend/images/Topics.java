package io.houdao.endtoend.images;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What lies on the topics of a broker, read from their beginnings to their present ends. */
final class Topics implements AutoCloseable {

    private final KafkaConsumer<String, String> consumer;

    Topics(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Whether a record of this topic says {@code id}. */
    boolean mention(String topic, UUID id) {
        var partitions = partitions(topic);
        var ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (var entry : consumer.poll(Duration.ofSeconds(1))) {
                if (entry.value() != null && entry.value().contains(id.toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The dead-letter topics that are not empty. */
    List<String> deadLetters() {
        return consumer.listTopics().keySet().stream()
                .filter(topic -> topic.endsWith(".dlq"))
                .filter(topic ->
                        consumer.endOffsets(partitions(topic)).values().stream().anyMatch(end -> end > 0))
                .toList();
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
