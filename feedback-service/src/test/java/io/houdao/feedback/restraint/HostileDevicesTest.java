package io.houdao.feedback.restraint;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * An hour of 1,000 devices, each with a person of its own. 950 see 3 ads and close some; 50 are hostile, ask for 30 ads in a
 * burst and close all of them.
 */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class HostileDevicesTest {

    /** The bound: one step of the price, a twentieth of the highest. */
    private static final long ONE_STEP = 100_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double USUAL = 0.03;
    private static final double RISEN = 0.15;

    @Inject
    Clock clock;

    @Inject
    Database database;

    private final Random random = new Random(20260301);
    private final CreativeId creative = aCreative();

    @Test
    void oneDeviceInTwentyThatClosesEverythingMovesNoPriceByMoreThanAStep() {
        var scene = aScene();

        publish(scene, hour(scene, USUAL, true, false));

        assertThat(highestPrice(scene)).isLessThanOrEqualTo(ONE_STEP);
        assertThat(suspensions(scene)).isZero();
    }

    @Test
    void asManyClosesByAsManyPeopleMoveIt() {
        var scene = aScene();

        publish(scene, hour(scene, USUAL, true, true));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(suspensions(scene)).isPositive());
    }

    @Test
    void aRealRiseIsSeenThroughTheAttack() {
        var scene = aScene();

        publish(scene, hour(scene, RISEN, true, false));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(highestPrice(scene)).isPositive());
        assertThat(suspensions(scene))
                .as("which the attack alone does not bring about")
                .isPositive();
    }

    @Test
    void whoClicksOnEverythingIsHeardTwiceAnHourAndReportedEachTime() {
        var scene = aScene();
        var people = new ArrayList<List<ExperienceEvent>>();
        for (var device = 0; device < 50; device++) {
            people.add(clicking(scene, new PersonId(UUID.randomUUID()), 30));
        }

        publish(scene, people);

        assertThat(sum("clicks", "hourly_experience", scene)).isEqualTo(50 * 30);
        assertThat(sum("clicks", "response", scene)).isEqualTo(50 * 2);
        assertThat(sum("impressions", "response", scene)).isEqualTo(50 * 12);
    }

    private List<ExperienceEvent> clicking(Scene scene, PersonId person, int ads) {
        var now = clock.instant();
        var clicks = new ArrayList<ExperienceEvent>();
        for (var ad = 0; ad < ads; ad++) {
            var showing = of(person, Devices.showing(scene, BOOT, creative, now, null));
            clicks.add(new ExperienceEvent.Impression(showing, now, now));
            clicks.add(new ExperienceEvent.Click(showing, now, now));
        }
        return clicks;
    }

    private long sum(String column, String table, Scene scene) {
        return database.number(
                "select coalesce(sum(" + column + "), 0) from " + table + " where scene = ?", scene.toString());
    }

    /** The people in random order; what each of them sees is in one piece. */
    private List<List<ExperienceEvent>> hour(Scene scene, double closes, boolean attacked, boolean byDifferentPeople) {
        var people = new ArrayList<List<ExperienceEvent>>();
        for (var device = 0; device < 1_000; device++) {
            var hostile = attacked && device < 50;
            var person = new PersonId(UUID.randomUUID());
            var seen = new ArrayList<ExperienceEvent>();
            for (var ad = 0; ad < (hostile ? 30 : 3); ad++) {
                var who = byDifferentPeople ? new PersonId(UUID.randomUUID()) : person;
                seen.addAll(showing(scene, who, hostile ? 1 : closes));
            }
            people.add(seen);
        }
        java.util.Collections.shuffle(people, random);
        return people;
    }

    private List<ExperienceEvent> showing(Scene scene, PersonId person, double closes) {
        var now = clock.instant();
        var showing = of(person, Devices.showing(scene, BOOT, creative, now, null));
        var impression = new ExperienceEvent.Impression(showing, now, now);
        return random.nextDouble() < closes
                ? List.of(impression, new ExperienceEvent.Close(showing, now, now, Duration.ofMillis(300)))
                : List.of(impression);
    }

    private static Showing of(PersonId person, Showing any) {
        return new Showing(
                new DecisionId(UUID.randomUUID()),
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

    /** Returns once all of it was counted and acted upon. */
    private void publish(Scene scene, List<List<ExperienceEvent>> people) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        people.forEach(seen -> seen.forEach(event ->
                records.add(new Topic(Topics.EVENTS).record(event.showing().key(), Json.write(event)))));
        new Topic(Topics.EVENTS).add(records);
        await().atMost(PATIENCE)
                .until(() -> database.number(
                                "select coalesce(sum(impressions + closes + clicks), 0) from hourly_experience where scene = ?",
                                scene.toString())
                        == records.size());
        await().atMost(PATIENCE)
                .until(() ->
                        database.number("select count(*) from pending_experience where scene = ?", scene.toString())
                                == 0);
    }

    private long highestPrice(Scene scene) {
        return database.number(
                "select coalesce(max((after ->> 'priceMicros')::bigint), 0) from act where scene = ? and kind = 'price-raised'",
                scene.toString());
    }

    private long suspensions(Scene scene) {
        return database.number("select count(*) from act where scene = ? and kind = 'suspended'", scene.toString());
    }
}
