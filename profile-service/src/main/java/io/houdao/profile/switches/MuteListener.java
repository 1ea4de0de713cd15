package io.houdao.profile.switches;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.feedback.ExperienceEvent.Mute;
import io.houdao.kit.event.BatchReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code feedback.events}: a touchpoint muted on a device is muted on all of them. What cannot be read, or not be
 * done after a few tries, goes to the dead-letter topic. A batch at a time: nearly all of it is passed over.
 */
@ApplicationScoped
class MuteListener {

    private static final int TRIES = 3;

    private final BatchReader batches;
    private final SwitchesService switches;
    private final String deadLetters;

    MuteListener(
            BatchReader batches,
            SwitchesService switches,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.batches = batches;
        this.switches = switches;
        this.deadLetters = Topics.deadLetter(Topics.EVENTS, service);
    }

    @Incoming("feedback-events")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        var mutes = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var record : records) {
            if (mayBeMute(record)) {
                mutes.add(record);
            }
        }
        batches.read(mutes, deadLetters, event -> Json.read(event, ExperienceEvent.class), this::muteAll);
    }

    /** Of a thousand events one is a mute; the envelope tells the others without reading them. */
    private static boolean mayBeMute(ConsumerRecord<String, byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        return type == null || new String(type.value(), StandardCharsets.UTF_8).endsWith(".mute");
    }

    /* Each in a transaction of its own: one that is done again, because another of its batch failed, changes nothing. */
    private void muteAll(List<ExperienceEvent> events) {
        for (var event : events) {
            if (event instanceof Mute mute) {
                mute(mute, TRIES);
            }
        }
    }

    private void mute(Mute mute, int tries) {
        var person = mute.showing().personId();
        if (person != null) {
            try {
                switches.mute(person.value(), mute);
            } catch (RuntimeException e) {
                if (tries == 1) {
                    throw e;
                }
                mute(mute, tries - 1);
            }
        }
    }
}
