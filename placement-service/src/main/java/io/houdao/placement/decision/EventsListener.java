package io.houdao.placement.decision;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.placement.decision.viewer.Recollections;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.pacing.Spending;
import io.houdao.placement.topic.TopicListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code feedback.events}: what someone hides, mutes or closes counts from the next decision on, and so does what ads cost. */
@Singleton
class EventsListener implements TopicListener {

    private final Recollections recollections;
    private final Spending spending;

    EventsListener(Recollections recollections, Spending spending) {
        this.recollections = recollections;
        this.spending = spending;
    }

    @Override
    public String topic() {
        return Topics.EVENTS;
    }

    @Override
    public void read(String key, byte @Nullable [] value) {
        if (value != null) {
            var event = Json.read(value, ExperienceEvent.class);
            spending.heard(event);
            recollections.received(event);
        }
    }

    @Override
    public Optional<Duration> horizon() {
        return Optional.of(Duration.ofDays(ServingStore.HORIZON_DAYS));
    }

    @Override
    public boolean needsCatalogue() {
        return true;
    }
}
