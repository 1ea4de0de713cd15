package io.houdao.campaign.report;

import io.houdao.contracts.Json;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads what happened to ads: bills it and counts it, a batch a transaction. What cannot be read goes to the dead-letter
 * topic by itself and holds nobody up; while the database is away, the batch waits.
 */
@ApplicationScoped
class ExperienceListener {

    private static final Logger LOG = Logger.getLogger(ExperienceListener.class);
    private static final long PATIENCE_MILLIS = 1_000;

    private final Intake intake;
    private final DeadLetters deadLetters;

    ExperienceListener(Intake intake, DeadLetters deadLetters) {
        this.intake = intake;
        this.deadLetters = deadLetters;
    }

    @Incoming("feedback-events")
    @Blocking
    void happened(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        var events = new ArrayList<ExperienceEvent>(records.count());
        for (var record : records) {
            try {
                events.add(Json.read(record.value(), ExperienceEvent.class));
            } catch (UncheckedIOException | IllegalArgumentException | NullPointerException e) {
                refuse(record, e);
            }
        }
        takeIn(events);
    }

    private void refuse(ConsumerRecord<String, byte[]> record, RuntimeException reason) {
        LOG.warnf(
                "event %d of partition %d cannot be read and goes to the dead-letter topic",
                record.offset(), record.partition());
        deadLetters.send(record, reason);
    }

    /* The offset is committed after the transaction; a repeat after a crash in between changes nothing. */
    private void takeIn(ArrayList<ExperienceEvent> events) throws InterruptedException {
        while (!events.isEmpty()) {
            try {
                intake.takeIn(events);
                return;
            } catch (RuntimeException e) {
                LOG.warnf(e, "%d events could not be kept and will be tried again", events.size());
                TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS);
            }
        }
    }
}
