package io.houdao.kit.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts a record aside that a batch listener could not process: key, value and headers as they came, and in further
 * headers why and where from, under the names that SmallRye uses for listeners of single records.
 */
@ApplicationScoped
public class DeadLetters {

    private final EventPublisher publisher;

    DeadLetters(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Sends {@code record} to {@code deadLetterTopic}; completes and fails as {@link EventPublisher#publish} does. Only
     * then may the listener go on.
     */
    public CompletionStage<Void> add(ConsumerRecord<String, byte[]> record, String deadLetterTopic, Throwable reason) {
        var letter = new ProducerRecord<>(deadLetterTopic, null, record.key(), record.value(), record.headers());
        header(letter, "dead-letter-exception-class-name", reason.getClass().getName());
        header(letter, "dead-letter-reason", String.valueOf(reason.getMessage()));
        header(letter, "dead-letter-topic", record.topic());
        header(letter, "dead-letter-partition", String.valueOf(record.partition()));
        header(letter, "dead-letter-offset", String.valueOf(record.offset()));
        if (reason.getCause() != null) {
            header(letter, "dead-letter-cause", String.valueOf(reason.getCause().getMessage()));
        }
        return publisher.send(letter);
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
