package io.houdao.campaign.forecast;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.kit.event.BatchReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads what was decided, and has it counted, a batch a transaction. */
@ApplicationScoped
class DecisionListener {

    private final BatchReader batches;
    private final Traffic traffic;
    private final String deadLetters;

    DecisionListener(
            BatchReader batches, Traffic traffic, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.batches = batches;
        this.traffic = traffic;
        this.deadLetters = Topics.deadLetter(Topics.DECISIONS, service);
    }

    /* A partition at a time: its records come in the order of their offsets, which are kept with what they count. */
    @Incoming("placement-decisions")
    @Blocking
    void decided(ConsumerRecords<String, byte[]> records) {
        for (var partition : records.partitions()) {
            var ofPartition = records.records(partition);
            var offsets = ofPartition.stream().map(ConsumerRecord::offset).iterator();
            batches.read(
                    ofPartition,
                    deadLetters,
                    body -> Traffic.Seen.of(offsets.next(), Json.read(body, DecisionMade.class)),
                    seen -> traffic.add(partition.partition(), seen));
        }
    }
}
