package io.houdao.feedback.experience;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.operator;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceControl.HoldBack;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CohortsTest {

    /** Whoever is in the smallest cohort is in any. */
    private static final HoldBack SMALLEST = new HoldBack(0.01, Instant.EPOCH);

    @Inject
    Clock clock;

    private final Scene scene = aScene();

    @Test
    void thoseWhoAreHeldBackAreComparedWithAsManyOthersOnceEach() {
        var happened = new ArrayList<ProducerRecord<String, byte[]>>();
        var decided = new ArrayList<ProducerRecord<String, byte[]>>();
        people(SMALLEST::holds, 4).forEach(person -> show(person, 1, decided, happened));
        people(SMALLEST::comparesWith, 4).forEach(person -> show(person, 2, decided, happened));
        people(CohortsTest::isInNone, 4).forEach(person -> show(person, 3, decided, happened));

        for (var time = 0; time < 2; time++) {
            new Topic(Topics.EVENTS).add(happened);
            new Topic(Topics.DECISIONS).add(decided);
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> operator()
                        .get("/v1/experience/cohorts?scene=" + scene)
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(2))
                        .body("items.cohort", contains("control", "held-back"))
                        .body("items.opportunities", contains(8, 4))
                        .body("items.shown", contains(8, 4))
                        .body("items.impressions", contains(8, 4))
                        .body("items.closes", contains(4, 4))
                        .body("items.negatives", contains(4, 4))
                        .body("items[0].negativeRate.share", is(0.5f))
                        .body("items[1].negativeRate.share", is(1f))
                        .body("items[0].adLoad.share", is(1f)));
    }

    /** Shows {@code person} so many ads, of which they close the first. */
    private void show(
            PersonId person,
            int times,
            List<ProducerRecord<String, byte[]>> decided,
            List<ProducerRecord<String, byte[]>> happened) {
        for (var time = 0; time < times; time++) {
            var now = clock.instant();
            var showing = showing(person);
            decided.add(new Topic(Topics.DECISIONS)
                    .record("same key", Json.write(new DecisionMade.Shown(showing, 3, null))));
            happened.add(new Topic(Topics.EVENTS)
                    .record("same key", Json.write(new ExperienceEvent.Impression(showing, now, now))));
            if (time == 0) {
                happened.add(new Topic(Topics.EVENTS)
                        .record(
                                "same key",
                                Json.write(new ExperienceEvent.Close(showing, now, now, Duration.ofSeconds(1)))));
            }
        }
    }

    private Showing showing(PersonId person) {
        var any = Devices.showing(scene, BOOT, aCreative(), clock.instant(), new DeviceId(UUID.randomUUID()));
        return new Showing(
                any.decisionId(),
                any.decidedAt(),
                person,
                any.deviceId(),
                any.touchpointId(),
                any.slotId(),
                any.scene(),
                any.lineItemId(),
                any.campaignId(),
                any.advertiserId(),
                any.creativeId(),
                any.pricing(),
                any.priceMicros(),
                any.propensity(),
                any.featuresHash());
    }

    private static boolean isInNone(PersonId person) {
        var largest = new HoldBack(0.05, Instant.EPOCH);
        return !largest.holds(person) && !largest.comparesWith(person);
    }

    private static Stream<PersonId> people(Predicate<PersonId> wanted, int number) {
        return Stream.generate(() -> new PersonId(UUID.randomUUID()))
                .filter(wanted)
                .limit(number);
    }
}
