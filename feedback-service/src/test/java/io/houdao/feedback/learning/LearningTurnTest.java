package io.houdao.feedback.learning;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.as;
import static io.houdao.feedback.Devices.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Contest;
import io.houdao.contracts.placement.Contest.Contender;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.AdjustableClock;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * A world whose truth is known: two creatives that earn the same, of which the one that placement-service prefers is closed
 * twenty times as often as the other. It assumes the same of both, and tries the other now and then.
 */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class LearningTurnTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final double ANNOYING = 0.2;
    private static final double PLEASANT = 0.01;
    private static final double ASSUMED = 0.05;
    private static final double EXPLORATION = 0.2;

    @Inject
    AdjustableClock clock;

    @Inject
    Database database;

    private final Random random = new Random(7);
    private final Scene scene = aScene();
    private final CreativeId annoying = aCreative();
    private final CreativeId pleasant = aCreative();
    private final AdvertiserId advertiser = new AdvertiserId(UUID.randomUUID());

    @Test
    void onlyOperatorsAndReviewersSeeModelsAndOnlyOperatorsTakeThemBack() {
        given().get("/v1/models").then().statusCode(401);
        given().contentType("application/json")
                .body(Map.of("reason", "x"))
                .post("/v1/models/rollback")
                .then()
                .statusCode(401);
        for (var role : List.of("device", "person", "advertiser", "service", "agent")) {
            as(role, "someone").get("/v1/models").then().statusCode(403);
            as(role, "someone").get("/v1/models/any").then().statusCode(403);
        }
        as("reviewer", "rita")
                .contentType("application/json")
                .body(Map.of("reason", "x"))
                .post("/v1/models/rollback")
                .then()
                .statusCode(403);
        operator().get("/v1/models/none").then().statusCode(404).contentType("application/problem+json");
        rollBack("").statusCode(400);
    }

    @Test
    void aModelIsPromotedByItsVerdictPublishedAndTakenBackInOneCall() {
        play(3_000);
        var candidate = await().atMost(PATIENCE).until(() -> newest("candidate"), version -> !version.isEmpty());
        assertThat(told(annoying)).as("a candidate says nothing to anyone").isNotEqualTo(candidate);

        play(8_000);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stateOf(candidate)).isEqualTo("live"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(annoying)).isEqualTo(candidate));
        assertThat(rates(annoying).close()).isCloseTo(ANNOYING, within(0.05));
        assertThat(rates(pleasant).close()).isLessThan(ANNOYING / 2).isGreaterThan(0);
        var card = operator()
                .get("/v1/models/" + candidate)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(card.getDouble("verdict.harm.effectiveSampleSize")).isGreaterThan(200);
        assertThat(card.getDouble("verdict.harm.lift.high"))
                .as("it spares people")
                .isNegative();
        assertThat(card.getList("verdict.reasons")).isEmpty();

        rollBack("people say so").statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(annoying)).isEmpty());
        operator()
                .get("/v1/models/" + candidate)
                .then()
                .body("state", equalTo("withdrawn"))
                .body("changedBy", equalTo("olga"))
                .body("note", equalTo("people say so"));
        rollBack("again").statusCode(409);
    }

    private static io.restassured.response.ValidatableResponse rollBack(String reason) {
        return operator()
                .contentType("application/json")
                .body(Map.of("reason", reason))
                .post("/v1/models/rollback")
                .then();
    }

    /** Decisions of a moment ago and what people made of them, all of it known by the time that this returns. */
    private void play(int decisions) {
        var before = counted();
        var now = clock.instant();
        var made = new ArrayList<ProducerRecord<String, byte[]>>();
        var happened = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var i = 0; i < decisions; i++) {
            decide(i % 15, now, made, happened);
        }
        new Topic(Topics.EVENTS).add(happened);
        new Topic(Topics.DECISIONS).add(made);
        await().atMost(PATIENCE).until(() -> counted() == before + made.size() + happened.size());
        clock.advance(Duration.ofSeconds(61));
    }

    /** Of 15 decisions, 13 show the best, one the other and one nothing: ε/3 = 1/15 each. */
    private void decide(
            int turn,
            Instant now,
            List<ProducerRecord<String, byte[]>> made,
            List<ProducerRecord<String, byte[]>> happened) {
        var contest = contest(turn < 2 ? EXPLORATION / 3 : 1 - EXPLORATION * 2 / 3);
        if (turn == 0) {
            made.add(record(Topics.DECISIONS, nothing(now, contest)));
            return;
        }
        var shown = turn == 1 ? pleasant : annoying;
        var showing = Devices.showing(scene, BOOT, shown, now, new DeviceId(Devices.DEVICE));
        made.add(record(Topics.DECISIONS, new DecisionMade.Shown(showing, 2, contest)));
        happened.add(record(Topics.EVENTS, new ExperienceEvent.Impression(showing, now, now)));
        if (random.nextDouble() < (shown == annoying ? ANNOYING : PLEASANT)) {
            happened.add(record(Topics.EVENTS, new ExperienceEvent.Close(showing, now, now, Duration.ofSeconds(1))));
        }
    }

    private Contest contest(double propensity) {
        return new Contest(
                List.of(contender(annoying, 10_000), contender(pleasant, 9_000)), propensity, EXPLORATION, 8);
    }

    private Contender contender(CreativeId creative, double netMicros) {
        return new Contender(creative, advertiser, netMicros, 0, 0.01, ASSUMED, 0.001, 0.0001);
    }

    private DecisionMade nothing(Instant now, Contest contest) {
        return new DecisionMade.NoAd(
                new DecisionId(UUID.randomUUID()), now, null, null, BOOT, scene, "exploration", Map.of(), 0, contest);
    }

    private static ProducerRecord<String, byte[]> record(String topic, Object event) {
        return new Topic(topic).record(UUID.randomUUID().toString(), Json.write(event));
    }

    private long counted() {
        return database.number("""
                select (select coalesce(sum(opportunities), 0) from hourly_opportunity where scene = ?)
                     + (select coalesce(sum(impressions + closes), 0) from hourly_experience where scene = ?)""", scene.toString(), scene.toString());
    }

    private static String newest(String state) {
        var found = operator().get("/v1/models?limit=1").then().extract().jsonPath();
        return state.equals(found.getString("items[0].state")) ? found.getString("items[0].version") : "";
    }

    private static String stateOf(String version) {
        return operator().get("/v1/models/" + version).then().extract().path("state");
    }

    /** The model whose prediction of {@code creative} was told last; empty where what was told is measured, or nothing. */
    private String told(CreativeId creative) {
        var rates = rates(creative);
        return rates == null || rates.model() == null ? "" : rates.model();
    }

    private ExperienceControl.ResponseRates rates(CreativeId creative) {
        var scope = ExperienceControl.ResponseRates.scopeOf(creative, scene);
        ExperienceControl.ResponseRates last = null;
        for (var record : new Topic(Topics.CONTROLS).all()) {
            if (scope.equals(record.key())) {
                last = record.value() == null
                        ? null
                        : (ExperienceControl.ResponseRates) Json.read(record.value(), ExperienceControl.class);
            }
        }
        return last;
    }
}
