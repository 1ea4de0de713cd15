package io.houdao.placement.topic;

import io.houdao.contracts.Topics;
import io.houdao.kit.event.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What could not be understood: counted, put on the dead-letter topic with the reason, and told without its content. */
@Singleton
class MalformedRecords {

    private static final Logger LOG = Logger.getLogger(MalformedRecords.class);

    private final EventPublisher publisher;
    private final MeterRegistry meters;
    private final String service;

    MalformedRecords(
            EventPublisher publisher,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.publisher = publisher;
        this.meters = meters;
        this.service = service;
    }

    void putAside(ConsumerRecord<String, byte[]> record, RuntimeException cause) {
        var where = record.topic() + "-" + record.partition() + "@" + record.offset();
        LOG.warnf("skipped %s: %s", where, cause.getMessage());
        meters.counter("houdao.topic.malformed", "topic", record.topic()).increment();
        var headers = Map.of(
                "dead-letter-reason", String.valueOf(cause.getMessage()),
                "dead-letter-topic", record.topic(),
                "dead-letter-partition", String.valueOf(record.partition()),
                "dead-letter-offset", String.valueOf(record.offset()));
        publisher
                .publish(
                        UUID.randomUUID(),
                        Topics.deadLetter(record.topic(), service),
                        String.valueOf(record.key()),
                        "io.houdao.placement.record.refused",
                        record.value(),
                        headers)
                .whenComplete((sent, failure) -> {
                    if (failure != null) {
                        LOG.warnf("%s could not be put aside: %s", where, failure.getMessage());
                    }
                });
    }
}
