package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static io.houdao.campaign.Endpoint.ENDPOINTS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.campaign.Api.Answer;
import io.houdao.contracts.Json;
import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint refuses what it should, says why as a problem, and stores nothing. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class EndpointsTest {

    private static final String JSON = "application/json";
    private static final Set<String> EVERYONE = Set.of(
            Roles.ADVERTISER, Roles.REVIEWER, Roles.OPERATOR, Roles.AGENT, Roles.PERSON, Roles.DEVICE, Roles.SERVICE);

    @Inject
    Stored stored;

    private Member member;
    private Member stranger;
    private Map<String, String> ids;
    private Map<String, Long> before;

    @BeforeEach
    void aSubmittedCampaign() {
        member = Member.with(10 * Bodies.BUDGET);
        stranger = Member.with(0);
        var campaign = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath();
        ids = new LinkedHashMap<>(Map.of(
                "advertiser", member.advertiserId().toString(),
                "campaign", campaign.getString("campaignId"),
                "lineItem", campaign.getString("lineItems[0].lineItemId"),
                "creative", campaign.getString("lineItems[0].creatives[0].creativeId")));
        var webhook =
                member.api().create("/v1/webhooks", Map.of("url", "http://localhost:1/", "events", List.of("ended")));
        ids.put("webhook", webhook.jsonPath().getString("webhookId"));
        ids.put("issue", UUID.randomUUID().toString());
        ids.put("import", UUID.randomUUID().toString());
        ids.put("member", "member-zhou");
        ids.put("review", member.inReview(campaign.getUUID("campaignId")).toString());
        before = stored.fingerprint();
    }

    @AfterEach
    void nothingWasStored() {
        assertThat(stored.fingerprint()).isEqualTo(before);
    }

    @Test
    void theTableHoldsEveryEndpoint() {
        Map<String, Map<String, Object>> paths = given().accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        var documented = new TreeSet<String>();
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(method -> !method.equals("parameters"))
                .forEach(method -> documented.add(
                        method.toUpperCase(java.util.Locale.ROOT) + " " + path.replaceAll("\\{\\w+}", "{}"))));
        var listed = new TreeSet<String>();
        ENDPOINTS.forEach(
                endpoint -> listed.add(endpoint.method() + " " + endpoint.path().replaceAll("\\{\\w+}", "{}")));

        assertThat(listed).isEqualTo(documented);
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        each(ENDPOINTS, (endpoint, problem) -> problem.refused(send(Api.nobody(), endpoint, ids), 401));
    }

    @Test
    void noOtherRoleMay() {
        each(ENDPOINTS, (endpoint, problem) -> {
            var others = new TreeSet<>(EVERYONE);
            others.removeAll(endpoint.roles());
            for (var role : others) {
                problem.refused(send(Api.of(role), endpoint, ids), 403);
            }
        });
    }

    @Test
    void anotherAdvertisersObjectsAreNotThere() {
        each(
                endpointsWithIds(Roles.ADVERTISER),
                (endpoint, problem) -> problem.refused(send(stranger.api(), endpoint, ids), 404));
    }

    @Test
    void whoMayOnlyLookChangesNothing() {
        named(member, "member-li", "OWNER");
        named(member, "member-he", "VIEWER");
        before = stored.fingerprint();
        var viewer = Api.advertiser(member.advertiserId(), "member-he");
        each(
                ofAdvertisers().filter(EndpointsTest::changes).toList(),
                (endpoint, problem) -> problem.refused(send(viewer, endpoint, ids), 403));
        each(
                ofAdvertisers()
                        .filter(endpoint -> !changes(endpoint))
                        .filter(endpoint -> !endpoint.path().matches(".*(imports/.import.|stop-ship|diff|forecasts)"))
                        .toList(),
                (endpoint, problem) ->
                        assertThat(send(viewer, endpoint, ids).status()).isEqualTo(200));
    }

    @Test
    void whoIsNotAMemberMayNothing() {
        named(member, "member-li", "OWNER");
        before = stored.fingerprint();
        each(ofAdvertisers().toList(), (endpoint, problem) -> problem.refused(send(member.api(), endpoint, ids), 403));
    }

    private static void named(Member member, String subject, String role) {
        Api.operator()
                .request()
                .body(Map.of("role", role))
                .put("/v1/advertisers/" + member.advertiserId() + "/members/" + subject)
                .then()
                .statusCode(200);
    }

    private static Stream<Endpoint> ofAdvertisers() {
        return ENDPOINTS.stream().filter(endpoint -> endpoint.roles().contains(Roles.ADVERTISER));
    }

    private static boolean changes(Endpoint endpoint) {
        return endpoint.method() != Method.GET && !endpoint.path().matches(".*/(validate|check|forecasts)");
    }

    @Test
    void anAdvertiserIsNotWhoTheyClaimInTheBody() {
        var foreign = with(Bodies.campaign(), "advertiserId", member.advertiserId());

        new Problem("POST /v1/campaigns")
                .names(stranger.api().send("POST", "/v1/campaigns", JSON, Json.write(foreign)), "advertiserId");
    }

    @Test
    void aTokenWithoutAnAdvertiserOwnsNothing() {
        each(
                endpointsWithIds(Roles.ADVERTISER),
                (endpoint, problem) -> problem.refused(send(Api.of(Roles.ADVERTISER), endpoint, ids), 404));
        new Problem("POST /v1/campaigns")
                .refused(
                        Api.of(Roles.ADVERTISER).send("POST", "/v1/campaigns", JSON, Json.write(Bodies.campaign())),
                        403);
        new Problem("GET /v1/campaigns").refused(get(Api.of(Roles.ADVERTISER), "/v1/campaigns"), 403);
    }

    @Test
    void whatDoesNotExistIsNotThereForAnybody() {
        var unknown = new LinkedHashMap<String, String>();
        ids.keySet().forEach(name -> unknown.put(name, UUID.randomUUID().toString()));
        each(
                ENDPOINTS.stream()
                        .filter(endpoint -> endpoint.path().contains("{"))
                        .toList(),
                (endpoint, problem) -> {
                    for (var role : endpoint.roles()) {
                        problem.refused(send(as(role), endpoint, unknown), 404);
                    }
                });
    }

    @Test
    void aChildOfAnotherParentIsNotThere() {
        var other = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath();
        var otherId = other.getUUID("campaignId");
        var mixed = new LinkedHashMap<>(ids);
        mixed.put("creative", other.getString("lineItems[0].creatives[0].creativeId"));
        mixed.put("review", member.inReview(otherId).toString());
        mixed.put("import", imported(otherId));
        mixed.put("issue", stopped(otherId.toString()));
        stopped(ids.get("campaign"));
        before = stored.fingerprint();

        each(
                ENDPOINTS.stream()
                        .filter(endpoint ->
                                endpoint.path().matches(".*\\{(creative|issue|import)}.*|.*}.*\\{review}.*"))
                        .toList(),
                (endpoint, problem) -> {
                    for (var role : endpoint.roles()) {
                        problem.refused(send(as(role), endpoint, mixed), 404);
                    }
                });
    }

    private String imported(UUID campaignId) {
        var importId = UUID.randomUUID().toString();
        member.api()
                .importLines("/v1/campaigns/" + campaignId + "/line-items/import?importId=" + importId, "{}\n")
                .then()
                .statusCode(200);
        return importId;
    }

    /** The only issue for which a launch is stopped. */
    private static String stopped(String campaignId) {
        var stop = Api.operator()
                .create(
                        "/v1/campaigns/" + campaignId + "/stop-ship",
                        Map.of("reason", "It shouts.", "issues", List.of(Map.of("title", "Too loud"))));
        stop.then().statusCode(201);
        return stop.jsonPath().getString("issues[0].issueId");
    }

    @Test
    void anIdThatIsNoIdIsNotThere() {
        var wrong = new LinkedHashMap<String, String>();
        ids.keySet().forEach(name -> wrong.put(name, "1'--"));
        each(
                ENDPOINTS.stream()
                        .filter(endpoint -> endpoint.path().contains("{"))
                        .toList(),
                (endpoint, problem) ->
                        problem.refused(send(as(endpoint.roles().iterator().next()), endpoint, wrong), 404));
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        each(endpointsWithBodies(), (endpoint, problem) -> {
            problem.refused(sendBody(endpoint, "{\"name\":"), 400);
            problem.refused(sendBody(endpoint, "[]"), 400);
            problem.refused(sendBody(endpoint, ""), 400);
        });
    }

    @Test
    void aFieldThatNobodyKnowsIsNamed() {
        each(
                endpointsWithBodies(),
                (endpoint, problem) ->
                        problem.names(sendBody(endpoint, with(endpoint.body(), "colour", "red")), "colour"));
    }

    @Test
    void theStatusIsNotForAnybodyToWrite() {
        each(endpointsWithBodies(), (endpoint, problem) -> {
            for (var field : List.of("status", "reviewId", "revision", "heldByOperator", "spentMicros", "approved")) {
                problem.names(sendBody(endpoint, with(endpoint.body(), field, "live")), field);
            }
        });
    }

    @Test
    void aFieldThatIsMissingIsNamed() {
        each(endpointsWithBodies(), (endpoint, problem) -> {
            if (endpoint.required() != null) {
                problem.names(
                        sendBody(endpoint, Bodies.without(endpoint.body(), endpoint.required())), endpoint.required());
                problem.names(sendBody(endpoint, nulled(endpoint.body(), endpoint.required())), endpoint.required());
            }
        });
    }

    @Test
    void aCreateWithoutAKeyIsRefused() {
        each(creates(), (endpoint, problem) -> {
            var answer = as(endpoint.roles().iterator().next())
                    .send(
                            endpoint.method().name(),
                            resolved(endpoint.path(), ids),
                            JSON,
                            Json.write(endpoint.body()),
                            null);
            problem.names(answer, "Idempotency-Key");
        });
    }

    @Test
    void aKeyThatWasUsedForAnotherBodyIsRefusedAndForTheSameAnsweredAgain() {
        each(creates(), (endpoint, problem) -> {
            var key = UUID.randomUUID().toString();
            var first = create(endpoint, key, endpoint.body());
            assertThat(first.status()).as(first.body()).isEqualTo(201);
            before = stored.fingerprint();

            var text = List.of("name", "reference", "reason", "title", "url", "benefit").stream()
                    .filter(endpoint.body()::containsKey)
                    .findFirst()
                    .orElseThrow();
            problem.refused(create(endpoint, key, with(endpoint.body(), text, "https://another.example/")), 422);
            assertThat(create(endpoint, key, endpoint.body())).isEqualTo(first);
        });
    }

    private Answer create(Endpoint endpoint, String key, Object body) {
        return as(endpoint.roles().iterator().next())
                .send("POST", resolved(endpoint.path(), ids), JSON, Json.write(body), key);
    }

    @Test
    void aPageIsOneThatWeMade() {
        each(ENDPOINTS.stream().filter(Endpoint::isList).toList(), (endpoint, problem) -> {
            var api = as(endpoint.roles().iterator().next());
            var path = resolved(endpoint.path(), ids);
            problem.names(get(api, path + "?limit=0"), "limit");
            problem.names(get(api, path + "?limit=201"), "limit");
            problem.names(get(api, path + "?cursor=%25%25"), "cursor");
            problem.names(get(api, path + "?cursor=bm9wZQ"), "cursor");
        });
    }

    @Test
    void everyWrongFieldOfALineItemIsNamedAtOnce() {
        var body =
                with(lineItem(with(creative(), "variants", List.of(Map.of("slotClass", "OTT")))), "budgetMicros", -1);
        body = with(body, "endsAt", "2025-01-01T00:00:00Z");
        body = with(body, "audience", Map.of("basic", "city:beijing and"));
        body = with(body, "caps", List.of(Map.of("level", "LINE_ITEM", "per", "PERSON", "limit", 0, "window", "PT0S")));
        body = with(body, "bid", Map.of("model", "CPM", "amountMicros", 0));
        body = with(body, "delivery", "GUARANTEED");

        member.api()
                .create("/v1/campaigns", Bodies.campaign(lineItem(), body))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "violations.field",
                        org.hamcrest.Matchers.containsInAnyOrder(
                                "lineItems[1].budgetMicros",
                                "lineItems[1].endsAt",
                                "lineItems[1].goal",
                                "lineItems[1].audience.basic",
                                "lineItems[1].caps[0].limit",
                                "lineItems[1].caps[0].window",
                                "lineItems[1].bid.amountMicros",
                                "lineItems[1].creatives[0].variants[0].scenes",
                                "lineItems[1].creatives[0].variants[0].assets"));
    }

    @Test
    void aWrongValueIsNamedWhereItStands() {
        var wrong = Map.<String, Object>of(
                "delivery", "WHENEVER",
                "bid", Map.of("model", "CPM", "amountMicros", "much"),
                "startsAt", "tomorrow",
                "scenes", List.of("somewhere"),
                "touchpoints", List.of("TV!"),
                "audience", Map.of("basic", "x", "sql", "drop table"));
        wrong.forEach((field, value) -> {
            var response = member.api().create("/v1/campaigns", Bodies.campaign(with(lineItem(), field, value)));
            response.then().statusCode(400).contentType("application/problem+json");
            assertThat(response.jsonPath().getString("violations[0].field"))
                    .as(response.asString())
                    .startsWith("lineItems[0]." + field);
            assertThat(response.jsonPath().getString("violations[0].message")).doesNotContain("java.", "io.houdao");
        });
    }

    private List<Endpoint> endpointsWithIds(String role) {
        return ENDPOINTS.stream()
                .filter(endpoint ->
                        endpoint.path().contains("{") && endpoint.roles().contains(role))
                .toList();
    }

    private List<Endpoint> endpointsWithBodies() {
        return ENDPOINTS.stream().filter(endpoint -> endpoint.body() != null).toList();
    }

    private List<Endpoint> creates() {
        return endpointsWithBodies().stream()
                .filter(endpoint -> endpoint.method() == Method.POST)
                .filter(endpoint -> !endpoint.path()
                        .matches(".*(leases|returns|confirmations|forecasts|verdict|appeal|fix|reopen|validate)"))
                .toList();
    }

    private Api as(String role) {
        return switch (role) {
            case Roles.ADVERTISER -> member.api();
            case Roles.REVIEWER -> Api.reviewer("reviewer-sun");
            case Roles.OPERATOR -> Api.operator();
            case Roles.SERVICE -> Api.service();
            default -> Api.of(role);
        };
    }

    private Answer sendBody(Endpoint endpoint, Object body) {
        return as(endpoint.roles().iterator().next())
                .send(endpoint.method().name(), resolved(endpoint.path(), ids), JSON, bytes(body));
    }

    private static byte[] bytes(Object body) {
        return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.write(body);
    }

    private static Answer send(Api by, Endpoint endpoint, Map<String, String> ids) {
        var isImport = endpoint.path().endsWith("/import");
        var isDryRun = endpoint.path().endsWith("/validate");
        var body = endpoint.body() != null ? Json.write(endpoint.body()) : bytes(isImport || isDryRun ? "{}" : "");
        return by.send(
                endpoint.method().name(),
                resolved(endpoint.path(), ids),
                isImport ? "application/x-ndjson" : JSON,
                body);
    }

    private static Answer get(Api by, String path) {
        return by.send("GET", path, JSON, new byte[0]);
    }

    private static String resolved(String path, Map<String, String> ids) {
        var resolved = path;
        for (var id : ids.entrySet()) {
            resolved = resolved.replace(
                    "{" + id.getKey() + "}",
                    java.net.URLEncoder.encode(id.getValue(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return resolved;
    }

    private static Map<String, Object> nulled(Map<String, Object> body, String field) {
        return with(body, field, null);
    }

    private static void each(List<Endpoint> endpoints, BiConsumer<Endpoint, Problem> check) {
        assertThat(endpoints).isNotEmpty();
        var failures = new ArrayList<String>();
        for (var endpoint : endpoints) {
            try {
                check.accept(endpoint, new Problem(endpoint.method() + " " + endpoint.path()));
            } catch (AssertionError e) {
                failures.add(endpoint.method() + " " + endpoint.path() + ": " + e.getMessage());
            }
        }
        assertThat(failures).isEmpty();
    }

    /** What a refusal must look like. */
    private record Problem(String of) {

        void refused(Answer answer, int status) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.type()).startsWith("application/problem+json");
            assertThat(answer.json().path("status").asInt()).isEqualTo(status);
            assertThat(answer.json().path("title").asText()).isNotEmpty();
        }

        void names(Answer answer, String field) {
            refused(answer, 400);
            assertThat(answer.json().path("violations").findValuesAsText("field"))
                    .contains(field);
        }
    }
}
