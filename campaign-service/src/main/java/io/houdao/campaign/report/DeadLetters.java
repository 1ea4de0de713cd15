package io.houdao.campaign.report;

import io.houdao.contracts.Topics;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Where events go that cannot be read, with the reason and where they came from; nothing is dropped silently. */
@ApplicationScoped
class DeadLetters {

    private final Emitter<byte[]> emitter;

    DeadLetters(@Channel("feedback-events-dead") Emitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /** Returns once Kafka has it. */
    void send(ConsumerRecord<String, byte[]> record, RuntimeException reason) {
        var headers = new RecordHeaders()
                .add("dead-letter-reason", utf8(String.valueOf(reason.getMessage())))
                .add("dead-letter-topic", utf8(Topics.EVENTS))
                .add("dead-letter-partition", utf8(Integer.toString(record.partition())))
                .add("dead-letter-offset", utf8(Long.toString(record.offset())));
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(record.key())
                .withHeaders(headers)
                .build();
        var sent = new CompletableFuture<Void>();
        emitter.send(Message.of(
                record.value(),
                Metadata.of(metadata),
                () -> {
                    sent.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    sent.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
        sent.join();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
