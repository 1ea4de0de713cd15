package io.houdao.placement.erasure;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.ErasureEvent.Confirmed;
import io.houdao.contracts.profile.ErasureEvent.Place;
import io.houdao.contracts.profile.ErasureEvent.Requested;
import io.houdao.kit.event.EventPublisher;
import io.houdao.placement.decision.viewer.Departures;
import io.houdao.placement.decision.viewer.PersonForgotten;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.Subject;
import io.houdao.placement.topic.TopicListener;
import io.houdao.placement.topic.TopicReaders;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code profile.erasures}: forgets whom it is asked to forget, and confirms. The projection itself goes by its
 * tombstone, which was in Kafka before the request; nothing is confirmed before that has been read too.
 */
@Singleton
class ErasureListener implements TopicListener {

    private static final String CONFIRMED = "io.houdao.placement.erasure.confirmed";
    private static final Duration HORIZON = Duration.ofDays(7);
    private static final long PAUSE_MILLIS = 50;
    private static final long ACK_SECONDS = 40;

    private final ServingStore store;
    private final Departures departures;
    private final Event<PersonForgotten> forgotten;
    private final Instance<TopicReaders> topics;
    private final EventPublisher publisher;
    private final Clock clock;
    private final String service;

    ErasureListener(
            ServingStore store,
            Departures departures,
            Event<PersonForgotten> forgotten,
            Instance<TopicReaders> topics,
            EventPublisher publisher,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.store = store;
        this.departures = departures;
        this.forgotten = forgotten;
        this.topics = topics;
        this.publisher = publisher;
        this.clock = clock;
        this.service = service;
    }

    @Override
    public String topic() {
        return Topics.ERASURES;
    }

    @Override
    public Optional<Duration> horizon() {
        return Optional.of(HORIZON);
    }

    @Override
    public boolean needsCatalogue() {
        return true;
    }

    @Override
    public void read(String key, byte @Nullable [] value) {
        if (value != null && Json.read(value, ErasureEvent.class) instanceof Requested request) {
            awaitTombstones(clock.instant());
            forget(request);
            confirm(request.erasureId());
        }
    }

    private void awaitTombstones(Instant until) {
        while (clock.instant().minus(topics.get().age(Topics.PROJECTIONS)).isBefore(until)) {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped before the tombstones were read", e);
            }
        }
    }

    private void forget(Requested request) {
        departures.forget(request.personId());
        request.devices().stream().map((DeviceId device) -> Subject.of(device)).forEach(store::forget);
        forgotten.fire(new PersonForgotten(request.personId()));
    }

    /* Sent again after a failure it says the same, and profile-service asks again as long as it has not heard it. */
    private void confirm(UUID erasure) {
        var places = List.of(
                new Place("projection", 0, null),
                new Place("what was shown, hidden and closed", 0, null),
                new Place("explanations", 0, null));
        var confirmed = new Confirmed(erasure, service, places, clock.instant());
        try {
            publisher
                    .publish(UUID.randomUUID(), Topics.ERASURES, erasure.toString(), CONFIRMED, Json.write(confirmed))
                    .toCompletableFuture()
                    .get(ACK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before an erasure was confirmed", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("an erasure could not be confirmed", e);
        }
    }
}
