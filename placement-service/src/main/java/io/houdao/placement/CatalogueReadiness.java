package io.houdao.placement;

import io.houdao.placement.decision.candidates.Confirmations;
import io.houdao.placement.slot.Registry;
import io.houdao.placement.slot.Slots;
import io.houdao.placement.topic.TopicReaders;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the slots are loaded, everything that was on the topics at start has been read, and campaign-service has said
 * of each line item there whether it may be shown.
 */
@Readiness
@Singleton
class CatalogueReadiness implements HealthCheck {

    private final TopicReaders topics;
    private final Slots slots;
    private final Confirmations confirmations;

    CatalogueReadiness(TopicReaders topics, Slots slots, Confirmations confirmations) {
        this.topics = topics;
        this.slots = slots;
        this.confirmations = confirmations;
    }

    @Override
    public HealthCheckResponse call() {
        var loaded = slots.current().version() != Registry.EMPTY.version();
        return HealthCheckResponse.named("catalogue")
                .status(loaded && topics.isCaughtUp())
                .withData("slotsLoaded", loaded)
                .withData("topicsCaughtUp", topics.isCaughtUp())
                .withData("lineItemsConfirmed", confirmations.isStartSettled())
                .build();
    }
}
