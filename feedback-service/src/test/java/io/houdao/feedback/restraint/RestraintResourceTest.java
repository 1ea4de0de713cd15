package io.houdao.feedback.restraint;

import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.as;
import static io.houdao.feedback.Devices.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RestraintResourceTest {

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Test
    void nobodyIsToldAnythingWithoutAToken() {
        for (var path : List.of("scenes", "acts", "ledger")) {
            problem(given().get("/v1/restraint/" + path).then(), 401);
        }
        problem(
                given().contentType("application/json")
                        .body("{}")
                        .put("/v1/restraint/scenes/home/sport")
                        .then(),
                401);
        problem(
                given().contentType("application/json")
                        .body("{}")
                        .post("/v1/restraint/acts/x/reversal")
                        .then(),
                401);
    }

    @Test
    void onlyOperatorsAndReviewersSeeHowRestraintWorks() {
        for (var role : List.of("device", "person", "advertiser", "agent", "service")) {
            problem(as(role, "someone").get("/v1/restraint/scenes").then(), 403);
            problem(as(role, "someone").get("/v1/restraint/acts").then(), 403);
        }
        as("reviewer", "rita").get("/v1/restraint/scenes").then().statusCode(200);
        as("reviewer", "rita").get("/v1/restraint/acts").then().statusCode(200);
    }

    @Test
    void onlyOperatorsOverruleIt() {
        var scene = aScene();
        for (var role : List.of("device", "person", "advertiser", "agent", "service", "reviewer")) {
            problem(
                    as(role, "someone")
                            .contentType("application/json")
                            .body(Map.of("acceptedShare", 0.1))
                            .put("/v1/restraint/scenes/" + scene)
                            .then(),
                    403);
            problem(
                    as(role, "someone")
                            .contentType("application/json")
                            .body(Map.of("reason", "mine"))
                            .post("/v1/restraint/acts/" + UUID.randomUUID() + "/reversal")
                            .then(),
                    403);
        }
        assertThat(known(scene.toString())).isZero();
    }

    @Test
    void whatASceneAcceptsIsAShare() {
        var scene = aScene().toString();

        terms(scene, "{\"acceptedShare\": ").body("violations", hasSize(1));
        terms(scene, "").statusCode(400);
        terms(scene, "{}").body("violations.field", hasItem(containsString("acceptedShare")));
        terms(scene, "{\"acceptedShare\": 0}").body("violations.field", hasItem(containsString("acceptedShare")));
        terms(scene, "{\"acceptedShare\": 1}").body("violations.field", hasItem(containsString("acceptedShare")));
        terms(scene, "{\"acceptedShare\": \"a lot\"}").body("violations.field", contains("acceptedShare"));
        terms(scene, "{\"acceptedShare\": 0.1, \"maxPriceMicros\": -1}")
                .body("violations.field", hasItem(containsString("maxPriceMicros")));
        terms(scene, "{\"acceptedShare\": 0.1, \"maxPrice\": 1}").body("violations.field", contains("maxPrice"));

        assertThat(known(scene)).isZero();
    }

    @Test
    void aSceneHasASphereAndAMoment() {
        terms("kitchen/sport", "{\"acceptedShare\": 0.1}")
                .body("violations.field", contains("sphere"))
                .body("violations.in", contains("path"));
        terms("home/Sport!", "{\"acceptedShare\": 0.1}").body("violations.field", contains("moment"));
    }

    @Test
    void onlyActsThatAreThereCanBeTakenBackAndForAReason() {
        problem(reverse(UUID.randomUUID().toString(), Map.of("reason", "mine")), 404)
                .body("detail", containsString("There is no act"));
        problem(reverse("not-an-id", Map.of("reason", "mine")), 404);
        problem(reverse(UUID.randomUUID().toString(), Map.of()), 400)
                .body("violations.field", hasItem(containsString("reason")));
        problem(reverse(UUID.randomUUID().toString(), Map.of("reason", " ")), 400);
        problem(reverse(UUID.randomUUID().toString(), Map.of("reason", "x".repeat(501))), 400);
        problem(reverse(UUID.randomUUID().toString(), Map.of("reason", "mine", "why", "not")), 400)
                .body("violations.field", contains("why"));
    }

    @Test
    void anActIsTakenBackOnceAndReversalsNever() {
        var scene = aScene();
        set(scene.toString(), 0.2);
        var act = newest(scene.toString());

        var reversal = reverse(act, Map.of("reason", "too lax"))
                .statusCode(200)
                .body("after.acceptedShare", is(0.05f))
                .extract()
                .path("actId")
                .toString();

        problem(reverse(act, Map.of("reason", "too lax")), 409);
        problem(reverse(reversal, Map.of("reason", "too strict")), 409);
    }

    @Test
    void listsComeInPagesThatHoldEverythingOnce() {
        for (var i = 0; i < 5; i++) {
            set(aScene().toString(), 0.1 + i / 100.0);
        }

        for (var list : List.of("scenes", "acts")) {
            var all = database.number("select count(*) from " + (list.equals("acts") ? "act" : "scene_restraint"));
            var most = Math.min(200, 2 + all / 3);
            var seen = new HashSet<String>();
            var cursor = "";
            var pages = 0;
            do {
                var page = operator()
                        .get("/v1/restraint/" + list + "?limit=" + most + cursor)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                var ids = page.<String>getList(list.equals("acts") ? "items.actId" : "items.scene");
                assertThat(ids).hasSizeLessThanOrEqualTo((int) most).allMatch(seen::add);
                cursor = page.get("next") == null ? "" : "&cursor=" + page.get("next");
                pages++;
            } while (!cursor.isEmpty() && pages < 500);
            assertThat(seen).hasSizeGreaterThanOrEqualTo((int) all);
            assertThat(pages).isGreaterThan(1);
        }
    }

    @Test
    void aPageThatNobodyGaveIsRefused() {
        for (var list : List.of("scenes", "acts")) {
            for (var limit : List.of("0", "201", "-1", "many")) {
                problem(
                                operator()
                                        .get("/v1/restraint/" + list + "?limit=" + limit)
                                        .then(),
                                400)
                        .body("violations.field", contains("limit"))
                        .body("violations.in", contains("query"));
            }
            problem(operator().get("/v1/restraint/" + list + "?cursor=***").then(), 400)
                    .body("violations.field", contains("cursor"));
        }
        problem(operator().get("/v1/restraint/acts?cursor=bm90IGEgbnVtYmVy").then(), 400)
                .body("violations.field", contains("cursor"));
    }

    @Test
    void theLedgerIsForEveryoneAndForADay() {
        problem(operator().get("/v1/restraint/ledger?day=yesterday").then(), 400)
                .body("violations.field", contains("day"))
                .body("violations.in", contains("query"));
        for (var role : List.of("device", "person", "advertiser", "agent", "service", "reviewer", "operator")) {
            as(role, UUID.randomUUID().toString())
                    .get("/v1/restraint/ledger")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void theLedgerSaysWhatWasGivenUpAndWhatRemains() {
        var scene = aScene();
        var now = clock.instant();
        for (var forgone : List.of(21_000L, 0L, 4_000L)) {
            var decision = new DecisionMade.NoAd(
                    new DecisionId(UUID.randomUUID()),
                    now,
                    null,
                    null,
                    Devices.BOOT,
                    scene,
                    "not-worth-the-harm",
                    Map.of(),
                    forgone,
                    null);
            new Topic(Topics.DECISIONS)
                    .add(List.of(new Topic(Topics.DECISIONS)
                            .record(decision.decisionId().toString(), Json.write(decision))));
        }

        var entry = "items.find { it.scene == '" + scene + "' }.";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> operator()
                        .get("/v1/restraint/ledger?day=" + now.toString().substring(0, 10))
                        .then()
                        .statusCode(200)
                        .body(entry + "opportunities", is(3))
                        .body(entry + "shown", is(0))
                        .body(entry + "forgoneMicros", is(25_000))
                        .body(entry + "allowanceMicros", is(1_000_000_000))
                        .body(entry + "remainingMicros", is(999_975_000)));
    }

    private long known(String scene) {
        return database.number("select count(*) from scene_restraint where scene = ?", scene)
                + database.number("select count(*) from act where scene = ?", scene);
    }

    private String newest(String scene) {
        return database.query(
                        "select act_id from act where scene = ? order by number desc limit 1",
                        row -> row.getString(1),
                        scene)
                .get(0);
    }

    private static void set(String scene, double share) {
        operator()
                .contentType("application/json")
                .body(Map.of("acceptedShare", share))
                .put("/v1/restraint/scenes/" + scene)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse terms(String scene, String body) {
        return problem(
                operator()
                        .contentType("application/json")
                        .body(body)
                        .put("/v1/restraint/scenes/" + scene)
                        .then(),
                400);
    }

    private static ValidatableResponse reverse(String act, Map<String, String> body) {
        return operator()
                .contentType("application/json")
                .body(body)
                .post("/v1/restraint/acts/" + act + "/reversal")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status));
    }
}
