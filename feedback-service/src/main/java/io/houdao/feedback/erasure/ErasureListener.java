package io.houdao.feedback.erasure;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.ErasureEvent.Confirmed;
import io.houdao.contracts.profile.ErasureEvent.Place;
import io.houdao.contracts.profile.ErasureEvent.Requested;
import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import io.houdao.kit.event.EventPublisher;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code profile.erasures}: deletes what was kept of a person, and confirms. Complaints are all there is: events are
 * counted by decision, slot and hour, and name nobody.
 */
@ApplicationScoped
class ErasureListener {

    private static final String CONFIRMED = "io.houdao.feedback.erasure.confirmed";

    private final Database database;
    private final EventPublisher publisher;
    private final Clock clock;
    private final String service;

    ErasureListener(
            Database database,
            EventPublisher publisher,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.database = database;
        this.publisher = publisher;
        this.clock = clock;
        this.service = service;
    }

    @Incoming("erasures")
    @Blocking
    void on(byte[] event) {
        if (Json.read(event, ErasureEvent.class) instanceof Requested request) {
            confirm(request.erasureId(), List.of(new Place("complaints", deleteComplaints(request), null)));
        }
    }

    /** Of someone who refused, a complaint names their device alone. */
    private long deleteComplaints(Requested request) {
        return database.update(
                "delete from complaint where person_id = ? or person_id is null and device_id = any (?)",
                request.personId().value(),
                new Column(
                        "uuid", request.devices().stream().map(DeviceId::value).toArray()));
    }

    private void confirm(UUID erasure, List<Place> places) {
        var confirmed = new Confirmed(erasure, service, places, clock.instant());
        CompletionStage<Void> sent = publisher.publish(
                UUID.randomUUID(), Topics.ERASURES, erasure.toString(), CONFIRMED, Json.write(confirmed));
        sent.toCompletableFuture().join();
    }
}
