package io.houdao.campaign.erasure;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.ErasureEvent.Confirmed;
import io.houdao.contracts.profile.ErasureEvent.Place;
import io.houdao.contracts.profile.ErasureEvent.Requested;
import io.houdao.kit.event.EventPublisher;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code profile.erasures}, and confirms that no person is kept here: events are counted by line item and billed by
 * decision, and neither names anybody.
 */
@ApplicationScoped
class ErasureListener {

    private static final String CONFIRMED = "io.houdao.campaign.erasure.confirmed";

    private final EventPublisher publisher;
    private final Clock clock;
    private final String service;

    ErasureListener(
            EventPublisher publisher, Clock clock, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.publisher = publisher;
        this.clock = clock;
        this.service = service;
    }

    @Incoming("erasures")
    @Blocking
    void on(byte[] event) {
        if (Json.read(event, ErasureEvent.class) instanceof Requested request) {
            var nothing = List.of(new Place("no people are kept", 0, null));
            var confirmed = new Confirmed(request.erasureId(), service, nothing, clock.instant());
            publisher
                    .publish(
                            UUID.randomUUID(),
                            Topics.ERASURES,
                            request.erasureId().toString(),
                            CONFIRMED,
                            Json.write(confirmed))
                    .toCompletableFuture()
                    .join();
        }
    }
}
