package io.houdao.feedback.experience;

import io.houdao.contracts.Topics;
import io.houdao.kit.event.BatchReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads what happened, and what was decided. Positions are committed after a batch: what is read twice counts once. */
@ApplicationScoped
class ExperienceListener {

    private final BatchReader batches;
    private final EventLog events;
    private final DecisionLog decisions;
    private final MeterRegistry meters;
    private final String service;

    ExperienceListener(
            BatchReader batches,
            EventLog events,
            DecisionLog decisions,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.batches = batches;
        this.events = events;
        this.decisions = decisions;
        this.meters = meters;
        this.service = service;
    }

    @Incoming("feedback-events")
    @Blocking
    void onEvents(ConsumerRecords<String, byte[]> records) {
        batches.read(
                records,
                Topics.deadLetter(Topics.EVENTS, service),
                EventRow::read,
                rows -> counted("event", rows.size(), events.count(rows)));
    }

    @Incoming("placement-decisions")
    @Blocking
    void onDecisions(ConsumerRecords<String, byte[]> records) {
        batches.read(
                records,
                Topics.deadLetter(Topics.DECISIONS, service),
                DecisionRow::read,
                rows -> counted("decision", rows.size(), decisions.count(rows)));
    }

    private void counted(String what, long read, long fresh) {
        meters.counter("houdao.counted", "what", what).increment(fresh);
        meters.counter("houdao.repeated", "what", what).increment(read - fresh);
    }
}
