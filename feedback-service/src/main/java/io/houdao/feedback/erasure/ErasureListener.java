package io.houdao.feedback.erasure;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceControl.AdFree;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.ErasureEvent.Confirmed;
import io.houdao.contracts.profile.ErasureEvent.Place;
import io.houdao.contracts.profile.ErasureEvent.Requested;
import io.houdao.contracts.profile.PersonId;
import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import io.houdao.kit.event.EventPublisher;
import io.houdao.kit.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code profile.erasures}: deletes what was kept of a person, and confirms. Complaints are all there is, and the days
 * without ads that were promised in answer to one, which are published: events are counted by decision, slot and hour, and
 * name nobody.
 */
@ApplicationScoped
class ErasureListener {

    private static final String CONFIRMED = "io.houdao.feedback.erasure.confirmed";
    private static final String LIFTED = "io.houdao.feedback.control.lifted";

    private final Database database;
    private final Outbox outbox;
    private final EventPublisher publisher;
    private final Clock clock;
    private final String service;

    ErasureListener(
            Database database,
            Outbox outbox,
            EventPublisher publisher,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.database = database;
        this.outbox = outbox;
        this.publisher = publisher;
        this.clock = clock;
        this.service = service;
    }

    @Incoming("erasures")
    @Blocking
    void on(byte[] event) {
        if (Json.read(event, ErasureEvent.class) instanceof Requested request) {
            var complaints = QuarkusTransaction.requiringNew().call(() -> forget(request));
            confirm(request.erasureId(), List.of(new Place("complaints", complaints, null)));
        }
    }

    private long forget(Requested request) {
        if (wasPromisedDaysWithoutAds(request.personId())) {
            outbox.append(Topics.CONTROLS, AdFree.scopeOf(request.personId()), LIFTED, null);
        }
        return deleteComplaints(request);
    }

    private boolean wasPromisedDaysWithoutAds(PersonId person) {
        return database.number(
                        "select count(*) from complaint where person_id = ? and ad_free_until is not null",
                        person.value())
                > 0;
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
