package io.houdao.placement;

import io.houdao.placement.slot.Registry;
import io.houdao.placement.slot.Slots;
import io.houdao.placement.topic.TopicReaders;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: the slots are loaded, and everything that was on the topics at start has been read. */
@Readiness
@Singleton
class CatalogueReadiness implements HealthCheck {

    private final TopicReaders topics;
    private final Slots slots;

    CatalogueReadiness(TopicReaders topics, Slots slots) {
        this.topics = topics;
        this.slots = slots;
    }

    @Override
    public HealthCheckResponse call() {
        var loaded = slots.current().version() != Registry.EMPTY.version();
        return HealthCheckResponse.named("catalogue")
                .status(loaded && topics.isCaughtUp())
                .withData("slotsLoaded", loaded)
                .withData("topicsCaughtUp", topics.isCaughtUp())
                .build();
    }
}
