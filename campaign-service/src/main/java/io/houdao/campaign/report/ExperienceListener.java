package io.houdao.campaign.report;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.kit.event.BatchReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads what happened to ads, and has it billed and counted, a batch a transaction. */
@ApplicationScoped
class ExperienceListener {

    private final BatchReader batches;
    private final Intake intake;
    private final String deadLetters;

    ExperienceListener(
            BatchReader batches, Intake intake, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.batches = batches;
        this.intake = intake;
        this.deadLetters = Topics.deadLetter(Topics.EVENTS, service);
    }

    /* The offset is committed after the transaction; a repeat after a crash in between changes nothing. */
    @Incoming("feedback-events")
    @Blocking
    void happened(ConsumerRecords<String, byte[]> records) {
        batches.read(records, deadLetters, ExperienceListener::read, this::takeIn);
    }

    private static Optional<Counted> read(byte[] event) {
        return Counted.of(Json.read(event, ExperienceEvent.class));
    }

    private void takeIn(List<Optional<Counted>> events) {
        intake.takeIn(events.stream().flatMap(Optional::stream).toList());
    }
}
