package io.houdao.campaign.forecast;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.kit.event.BatchReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
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

    @Incoming("placement-decisions")
    @Blocking
    void decided(ConsumerRecords<String, byte[]> records) {
        batches.read(records, deadLetters, body -> Traffic.Seen.of(Json.read(body, DecisionMade.class)), traffic::add);
    }
}
