package io.houdao.feedback.erasure;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.houdao.feedback.Devices;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ErasureListenerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Devices devices;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final PersonId person = new PersonId(UUID.randomUUID());

    @Test
    void whatAPersonComplainedOfAndWasPromisedGoesAndIsConfirmed() {
        var complaint = complain(person);
        var others = complain(new PersonId(UUID.randomUUID()));
        grantAdFreeDays(complaint);
        await().atMost(PATIENCE).until(() -> promises().size() == 1);

        assertThat(erase(Set.of())).containsExactly(new Place("complaints", 1, null));

        assertThat(isKept(complaint)).isFalse();
        assertThat(isKept(others)).isTrue();
        await().atMost(PATIENCE).until(() -> promises().size() == 2);
        assertThat(promises().get(1).value()).as("a tombstone").isNull();
    }

    @Test
    void whatWasComplainedOfOnTheirDevicesGoesWhereNobodyWasKnown() {
        var complaint = complain(null);
        var others = complain(new PersonId(UUID.randomUUID()));

        erase(Set.of(new DeviceId(Devices.DEVICE)));

        assertThat(isKept(complaint)).isFalse();
        assertThat(isKept(others)).as("someone else's on the same device").isTrue();
        assertThat(promises()).isEmpty();
    }

    private UUID complain(@Nullable PersonId person) {
        var ad = devices.ad(aScene(), BOOT, aCreative(), person);
        devices.report(List.of(ad.event("complaint", "category", "too-loud", "text", "words")));
        return ad.showing().decisionId().value();
    }

    private static void grantAdFreeDays(UUID complaint) {
        as("agent", "anna")
                .contentType("application/json")
                .body(Map.of())
                .put("/v1/complaints/" + complaint + "/owner")
                .then()
                .statusCode(200);
        as("agent", "anna")
                .contentType("application/json")
                .body(Map.of("text", "Sorry.", "remedy", Map.of("kind", "ad-free", "amount", 7)))
                .post("/v1/complaints/" + complaint + "/answer")
                .then()
                .statusCode(200);
    }

    /** Returns once it is confirmed, with the places that were looked into. */
    private List<Place> erase(Set<DeviceId> devices) {
        var request = new Requested(UUID.randomUUID(), person, devices, clock.instant());
        var erasures = new Topic(Topics.ERASURES);
        erasures.add(List.of(erasures.record(request.erasureId().toString(), Json.write(request))));
        return await().atMost(PATIENCE)
                .until(() -> confirmed(request.erasureId()), Objects::nonNull)
                .places();
    }

    private static @Nullable Confirmed confirmed(UUID erasure) {
        return new Topic(Topics.ERASURES)
                .all().stream()
                        .map(record -> Json.read(record.value(), ErasureEvent.class))
                        .filter(event -> event.erasureId().equals(erasure))
                        .filter(Confirmed.class::isInstance)
                        .map(Confirmed.class::cast)
                        .findFirst()
                        .orElse(null);
    }

    private boolean isKept(UUID complaint) {
        return database.number("select count(*) from complaint where decision_id = '" + complaint + "'") == 1;
    }

    /** What was told of the person's days without ads, the earliest first. */
    private List<ConsumerRecord<String, byte[]>> promises() {
        return new Topic(Topics.CONTROLS)
                .all().stream()
                        .filter(record -> AdFree.scopeOf(person).equals(record.key()))
                        .toList();
    }
}
