package io.houdao.feedback.deadletter;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.as;
import static io.houdao.feedback.Devices.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.AdjustableClock;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DeadLetterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    AdjustableClock clock;

    @Inject
    Database database;

    @Test
    void onlyOperatorsLookAtDeadLetters() {
        given().get("/v1/dead-letters/feedback.events").then().statusCode(401);
        for (var role : List.of("device", "person", "advertiser", "agent", "service", "reviewer")) {
            as(role, "someone").get("/v1/dead-letters/feedback.events").then().statusCode(403);
            as(role, "someone")
                    .post("/v1/dead-letters/feedback.events/0/replay")
                    .then()
                    .statusCode(403);
        }
        operator().get("/v1/dead-letters/profile.projections").then().statusCode(404);
        operator().post("/v1/dead-letters/feedback.events/x/replay").then().statusCode(404);
        operator()
                .post("/v1/dead-letters/feedback.events/999999/replay")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void whatCouldNotBeCountedIsExplainedAndCountsOnceItCan() {
        var scene = aScene();
        var key = UUID.randomUUID().toString();
        new Topic(Topics.EVENTS)
                .add(List.of(new Topic(Topics.EVENTS).record(key, Json.write(impressionOfTheFuture(scene)))));

        var letter = await().atMost(PATIENCE).until(() -> find(key), found -> !found.isEmpty());
        assertThat(String.valueOf(letter.get("reason"))).contains("in the future");
        assertThat(String.valueOf(letter.get("value"))).contains(scene.toString());
        assertThat(letter.get("replayed")).isNull();
        clock.advance(Duration.ofHours(3));

        operator()
                .post("/v1/dead-letters/feedback.events/" + letter.get("offset") + "/replay")
                .then()
                .statusCode(200)
                .body("replayed.by", equalTo("olga"));
        operator().post("/v1/dead-letters/feedback.events/" + letter.get("offset") + "/replay");

        await().atMost(PATIENCE).until(() -> impressions(scene) == 1);
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> impressions(scene) == 1);
        assertThat(find(key).get("replayed")).isNotNull();
    }

    @Test
    void lettersComeInPages() {
        new Topic(Topics.DECISIONS)
                .add(List.of(
                        new Topic(Topics.DECISIONS).record("one", new byte[] {'{'}),
                        new Topic(Topics.DECISIONS).record("two", new byte[] {'{'})));
        await().atMost(PATIENCE).until(() -> page("?limit=2").getList("items").size() == 2);

        var first = page("?limit=1");
        var second = page("?limit=1&cursor=" + first.getString("next"));

        assertThat(first.getLong("items[0].offset")).isLessThan(second.getLong("items[0].offset"));
        operator().get("/v1/dead-letters/feedback.events?limit=0").then().statusCode(400);
    }

    private static JsonPath page(String query) {
        return operator()
                .get("/v1/dead-letters/placement.decisions" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private ExperienceEvent impressionOfTheFuture(Scene scene) {
        var later = clock.instant().plus(Duration.ofHours(2));
        var showing = Devices.showing(scene, BOOT, aCreative(), later, new DeviceId(Devices.DEVICE));
        return new ExperienceEvent.Impression(showing, later, later);
    }

    private static Map<String, Object> find(String key) {
        return operator()
                .get("/v1/dead-letters/feedback.events?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .filter(letter -> key.equals(letter.get("key")))
                .findFirst()
                .orElse(Map.of());
    }

    private long impressions(Scene scene) {
        return database.number(
                "select coalesce(sum(impressions), 0) from hourly_experience where scene = ?", scene.toString());
    }
}
