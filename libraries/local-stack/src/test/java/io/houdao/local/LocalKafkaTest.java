package io.houdao.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTest {

    @TempDir
    private Path directory;

    @Test
    void keepsItsRecordsAndItsTopicsOverARestart() throws Exception {
        var port = Ports.free();
        var controllerPort = Ports.free();
        try (var kafka = LocalKafka.start(directory, port, controllerPort)) {
            send(kafka, Topics.EVENTS, "closed after two seconds");
        }

        try (var kafka = LocalKafka.start(directory, port, controllerPort)) {
            assertThat(firstRecord(kafka, Topics.EVENTS)).isEqualTo("closed after two seconds");
            assertThat(topics(kafka)).contains(Topics.LINE_ITEMS, "feedback.events.campaign-service.dlq");
        }
    }

    private static void send(LocalKafka kafka, String topic, String body)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", body)).get();
        }
    }

    private static String firstRecord(LocalKafka kafka, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrap(), "group.id", "a group", "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            return consumer.poll(Duration.ofSeconds(60)).iterator().next().value();
        }
    }

    private static Iterable<String> topics(LocalKafka kafka) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            return admin.listTopics().names().get();
        }
    }
}
