package io.houdao.feedback.complaint;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.DEVICE;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.feedback.ExperienceControl.AdFree;
import io.houdao.contracts.profile.PersonId;
import io.houdao.feedback.AdjustableClock;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Handed;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ComplaintTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Devices devices;

    @Inject
    ComplaintService service;

    @Inject
    AdjustableClock clock;

    @Test
    void onlyAgentsReadComplaints() {
        given().get("/v1/complaints").then().statusCode(401).contentType("application/problem+json");
        for (var role : List.of("device", "person", "advertiser", "operator", "service", "reviewer")) {
            as(role, "someone").get("/v1/complaints").then().statusCode(403).contentType("application/problem+json");
        }
    }

    @Test
    void aPageThatNobodyGaveIsRefused() {
        for (var wrong : List.of("limit=0", "limit=many", "cursor=***", "cursor=bm90IGEgbnVtYmVy")) {
            as("agent", "anna")
                    .get("/v1/complaints?" + wrong)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("violations.field", contains(wrong.split("=")[0]))
                    .body("violations.in", contains("query"));
        }
    }

    @Test
    void aComplaintIsKeptOnceWithItsWordsAndWhatItIsAbout() {
        var ad = devices.ad(aScene(), BOOT, aCreative());
        var next = devices.ad(aScene(), BOOT, aCreative());

        devices.report(List.of(ad.event("complaint", "category", "misleading", "text", "说的价格不对")));
        devices.report(List.of(
                ad.event("complaint", "category", "other", "text", "again"),
                next.event("complaint", "category", "loud")));

        var page = as("agent", "anna")
                .get("/v1/complaints?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("items.decisionId"))
                .containsExactly(
                        next.showing().decisionId().toString(),
                        ad.showing().decisionId().toString());
        var kept = page.setRootPath("items[1]");
        assertThat(kept.getString("text")).isEqualTo("说的价格不对");
        assertThat(kept.getString("category")).isEqualTo("misleading");
        assertThat(kept.getString("personId")).isEqualTo(ad.showing().personId().toString());
        assertThat(kept.getString("deviceId")).isEqualTo(DEVICE.toString());
        assertThat(kept.getString("scene")).isEqualTo(ad.showing().scene().toString());
        assertThat(kept.getString("creativeId"))
                .isEqualTo(ad.showing().creativeId().toString());
    }

    @Test
    void aComplaintThatIsRefusedIsNotKept() {
        var ad = devices.ad(aScene(), BOOT, aCreative());

        devices.post(List.of(
                        ad.event("complaint", "category", "Not a code", "text", "words"),
                        ad.event("complaint", "text", "words"),
                        ad.event("complaint", "category", "other", "text", "x".repeat(2_001))))
                .statusCode(202)
                .body("refused.field", contains("category", "category", "text"));

        var page = as("agent", "anna")
                .get("/v1/complaints?limit=200")
                .then()
                .extract()
                .jsonPath();
        assertThat(page.<String>getList("items.decisionId"))
                .doesNotContain(ad.showing().decisionId().toString());
    }

    @Test
    void onlyAgentsAnswerAndOnlyTheOnesConcernedReadTheirOwn() {
        var path = "/v1/complaints/" + UUID.randomUUID();
        for (var role : List.of("device", "person", "advertiser", "operator", "service", "reviewer")) {
            put(role, "someone", path + "/owner", Map.of()).statusCode(403);
            answer(role, "someone", UUID.randomUUID(), Map.of("text", "x")).statusCode(403);
        }
        for (var role : List.of("agent", "advertiser", "operator")) {
            as(role, "someone").get("/v1/complaints/mine").then().statusCode(403);
        }
        as("person", "person").get("/v1/complaints/statistics").then().statusCode(403);
        put("agent", "anna", path + "/owner", Map.of()).statusCode(404);
        put("agent", "anna", "/v1/complaints/none/owner", Map.of()).statusCode(404);
        as("agent", "anna").get("/v1/complaints?status=lost").then().statusCode(400);
    }

    @Test
    void aComplaintIsAnsweredOnceByItsOwnerWithinTheLimits() {
        var ad = complained("too-loud");
        var id = ad.showing().decisionId().value();
        assertThat(complaint(id).getString("owner")).isEqualTo("customer-care");
        assertThat(Instant.parse(complaint(id).getString("dueAt")))
                .isEqualTo(Instant.parse(complaint(id).getString("receivedAt")).plus(Duration.ofDays(3)));

        answer("agent", "anna", id, Map.of("text", "Sorry.")).statusCode(409);
        put("agent", "anna", "/v1/complaints/" + id + "/owner", Map.of()).body("owner", equalTo("anna"));
        answer("agent", "berta", id, Map.of("text", "Sorry.")).statusCode(409);
        answer("agent", "anna", id, Map.of("text", " ")).statusCode(400);
        answer("agent", "anna", id, granting("coupon", 50_000_001))
                .statusCode(400)
                .body("violations.field", contains("remedy.amount"));
        answer("agent", "anna", id, granting("ad-free", 31)).statusCode(400);
        answer("agent", "anna", id, granting("coupon", 50_000_000))
                .statusCode(200)
                .body("answer.remedy", equalTo("coupon"))
                .body("answer.coupon", notNullValue());
        answer("agent", "anna", id, Map.of("text", "Again.")).statusCode(409);
        put("agent", "berta", "/v1/complaints/" + id + "/owner", Map.of()).statusCode(409);
    }

    @Test
    void thePersonReadsTheAnswerAndNobodyElseDoes() {
        var ad = complained("misleading");
        var id = ad.showing().decisionId().value();
        put("agent", "anna", "/v1/complaints/" + id + "/owner", Map.of()).statusCode(200);
        answer("agent", "anna", id, Map.of("text", "The price was wrong. It is put right."))
                .statusCode(200);

        as("person", ad.showing().personId().toString())
                .get("/v1/complaints/mine")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].answer.text", equalTo("The price was wrong. It is put right."));
        as("person", UUID.randomUUID().toString())
                .get("/v1/complaints/mine")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void adFreeDaysAreToldToPlacementServiceAtOnce() {
        var ad = complained("too-often");
        var id = ad.showing().decisionId().value();
        put("agent", "anna", "/v1/complaints/" + id + "/owner", Map.of("name", "anna"))
                .statusCode(200);

        answer("agent", "anna", id, granting("ad-free", 7)).statusCode(200);

        var scope = ExperienceControl.AdFree.scopeOf(ad.showing().personId());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> new Topic(Topics.CONTROLS)
                        .all().stream()
                                .filter(record -> scope.equals(record.key()))
                                .map(record -> Json.read(record.value(), ExperienceControl.class))
                                .map(ExperienceControl.AdFree.class::cast)
                                .anyMatch(
                                        free -> free.until().equals(free.since().plus(Duration.ofDays(7)))));
    }

    @Test
    void whoeverIsGrantedDaysTwiceKeepsTheLonger() {
        var person = new PersonId(UUID.randomUUID());

        var longer = Instant.parse(
                granted(complained("too-often", person), "ad-free", 20).getString("answer.adFreeUntil"));
        granted(complained("too-often", person), "ad-free", 3);

        await().atMost(PATIENCE).until(() -> controls(person).size() == 2);
        assertThat(controls(person))
                .extracting(record -> ((AdFree) Json.read(record.value(), ExperienceControl.class)).until())
                .containsExactly(longer, longer);
    }

    @Test
    void daysWithoutAdsThatAreOverAreTakenBackFromWhatIsPublished() {
        var over = new PersonId(UUID.randomUUID());
        var stillHasSome = new PersonId(UUID.randomUUID());
        granted(complained("too-often", over), "ad-free", 2);
        granted(complained("too-often", stillHasSome), "ad-free", 2);
        granted(complained("too-often", stillHasSome), "ad-free", 3);

        clock.advance(Duration.ofDays(2).plusSeconds(1));
        service.liftWhatIsOver();

        await().atMost(PATIENCE).until(() -> controls(over).size() == 2);
        assertThat(controls(over).get(1).value()).as("a tombstone").isNull();
        assertThat(controls(stillHasSome))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.value()).isNotNull());
    }

    @Test
    void whereNobodyIsKnownTheDeviceReadsTheAnswerAndNoDaysAreGranted() {
        var ad = complained("too-loud", null);
        var id = ad.showing().decisionId().value();
        put("agent", "anna", "/v1/complaints/" + id + "/owner", Map.of()).statusCode(200);

        answer("agent", "anna", id, granting("ad-free", 1))
                .statusCode(409)
                .body("detail", containsString("grant a coupon"));
        answer("agent", "anna", id, granting("coupon", 1_000_000)).statusCode(200);

        var coupon = "items.find { it.decisionId == '" + id + "' }.answer.couponMicros";
        as("device", DEVICE.toString())
                .get("/v1/complaints/mine")
                .then()
                .statusCode(200)
                .body(coupon, equalTo(1_000_000));
        as("device", UUID.randomUUID().toString())
                .get("/v1/complaints/mine")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void whatIsNotAnsweredByItsDeadlineIsOverdueAndAnsweredLateWhenItIs() {
        var category = "c-" + UUID.randomUUID().toString().substring(0, 8);
        var late = complained(category).showing().decisionId().value();
        clock.advance(Duration.ofDays(3).plusSeconds(1));
        var inTime = complained(category).showing().decisionId().value();

        assertThat(ids("overdue")).contains(late.toString()).doesNotContain(inTime.toString());
        assertThat(ids("open")).contains(late.toString(), inTime.toString());
        assertThat(ids("answered")).doesNotContain(late.toString(), inTime.toString());
        assertThat(statistics(category).getInt("overdue")).isEqualTo(1);
        for (var id : List.of(late, inTime)) {
            put("agent", "anna", "/v1/complaints/" + id + "/owner", Map.of()).statusCode(200);
            answer("agent", "anna", id, Map.of("text", "Sorry.")).statusCode(200);
        }

        assertThat(ids("overdue")).doesNotContain(late.toString());
        assertThat(ids("answered")).contains(late.toString(), inTime.toString());
        var answered = statistics(category);
        assertThat(answered.getInt("answered")).isEqualTo(2);
        assertThat(answered.getInt("inTime")).isEqualTo(1);
        assertThat(answered.getInt("overdue")).isZero();
        assertThat(answered.getDouble("medianHours")).isCloseTo(36, within(1.0));
    }

    private static List<String> ids(String status) {
        return as("agent", "anna")
                .get("/v1/complaints?limit=200&status=" + status)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.decisionId");
    }

    private static JsonPath statistics(String category) {
        var path = as("operator", "olga")
                .get("/v1/complaints/statistics")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return path.setRootPath("items.find { it.category == '" + category + "' }");
    }

    /** What was told to placement-service of {@code person}, the earliest first. */
    private static List<ConsumerRecord<String, byte[]>> controls(PersonId person) {
        return new Topic(Topics.CONTROLS)
                .all().stream()
                        .filter(record -> AdFree.scopeOf(person).equals(record.key()))
                        .toList();
    }

    private static JsonPath granted(Handed ad, String kind, long amount) {
        var id = ad.showing().decisionId().value();
        put("agent", "anna", "/v1/complaints/" + id + "/owner", Map.of()).statusCode(200);
        return answer("agent", "anna", id, granting(kind, amount))
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void statisticsSayWhatBecameOfThem() {
        var category = "c-" + UUID.randomUUID().toString().substring(0, 8);
        var answered = complained(category).showing().decisionId().value();
        complained(category);
        put("agent", "anna", "/v1/complaints/" + answered + "/owner", Map.of()).statusCode(200);
        answer("agent", "anna", answered, granting("coupon", 1_000_000)).statusCode(200);

        var ours = "items.find { it.category == '" + category + "' }.";
        as("operator", "olga")
                .get("/v1/complaints/statistics")
                .then()
                .statusCode(200)
                .body(ours + "received", equalTo(2))
                .body(ours + "answered", equalTo(1))
                .body(ours + "inTime", equalTo(1))
                .body(ours + "overdue", equalTo(0))
                .body(ours + "couponMicros", equalTo(1_000_000));
        assertThat(as("agent", "anna")
                        .get("/v1/complaints?status=open&limit=200")
                        .then()
                        .extract()
                        .jsonPath()
                        .<String>getList("items.decisionId"))
                .doesNotContain(answered.toString());
    }

    private Handed complained(String category) {
        return complained(category, new PersonId(UUID.randomUUID()));
    }

    private Handed complained(String category, @Nullable PersonId person) {
        var ad = devices.ad(aScene(), BOOT, aCreative(), person);
        devices.report(List.of(ad.event("complaint", "category", category, "text", "words")));
        return ad;
    }

    private static JsonPath complaint(UUID id) {
        var page = as("agent", "anna")
                .get("/v1/complaints?limit=200")
                .then()
                .extract()
                .jsonPath();
        return page.setRootPath("items.find { it.decisionId == '" + id + "' }");
    }

    private static Map<String, Object> granting(String kind, long amount) {
        return Map.of("text", "We are sorry.", "remedy", Map.of("kind", kind, "amount", amount));
    }

    private static ValidatableResponse answer(String role, String who, UUID id, Map<String, Object> answer) {
        return as(role, who)
                .contentType("application/json")
                .body(answer)
                .post("/v1/complaints/" + id + "/answer")
                .then();
    }

    private static ValidatableResponse put(String role, String who, String path, Map<String, Object> body) {
        return as(role, who)
                .contentType("application/json")
                .body(body)
                .put(path)
                .then();
    }
}
