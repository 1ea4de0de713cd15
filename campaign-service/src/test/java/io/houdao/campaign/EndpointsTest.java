package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.verdict;
import static io.houdao.campaign.Bodies.with;
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
import org.jspecify.annotations.Nullable;
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
    private static final Set<String> OWNERS = Set.of(Roles.ADVERTISER, Roles.OPERATOR);
    private static final Set<String> ADVERTISER = Set.of(Roles.ADVERTISER);
    private static final Set<String> OPERATOR = Set.of(Roles.OPERATOR);
    private static final Set<String> REVIEWER = Set.of(Roles.REVIEWER);
    private static final Set<String> SERVICE = Set.of(Roles.SERVICE);
    private static final Set<String> GUARDS = Set.of(Roles.OPERATOR, Roles.REVIEWER);
    private static final Set<String> ALL_SIDES = Set.of(Roles.OPERATOR, Roles.REVIEWER, Roles.ADVERTISER);
    private static final Map<String, Object> STOP =
            Map.of("reason", "It shouts.", "issues", List.of(Map.of("title", "Too loud")));

    /** Every endpoint: who may, and what a good body is. */
    private static final List<Endpoint> ENDPOINTS = List.of(
            creates(OPERATOR, "/v1/advertisers", Map.of("name", "A", "zone", "UTC", "currency", "CNY"), "name"),
            reads(OWNERS, "/v1/advertisers"),
            reads(OWNERS, "/v1/advertisers/{advertiser}"),
            new Endpoint(
                    Method.PUT,
                    "/v1/advertisers/{advertiser}/domains",
                    OPERATOR,
                    Map.of("domains", List.of("a.example")),
                    "domains"),
            new Endpoint(
                    Method.PUT,
                    "/v1/advertisers/{advertiser}/verification",
                    OPERATOR,
                    Map.of("evidence", "Licence 91310000"),
                    "evidence"),
            new Endpoint(Method.DELETE, "/v1/advertisers/{advertiser}/verification", OPERATOR, null, null),
            reads(OWNERS, "/v1/advertisers/{advertiser}/members"),
            new Endpoint(
                    Method.PUT,
                    "/v1/advertisers/{advertiser}/members/{member}",
                    OWNERS,
                    Map.of("role", "OWNER"),
                    "role"),
            new Endpoint(Method.DELETE, "/v1/advertisers/{advertiser}/members/{member}", OWNERS, null, null),
            creates(
                    OPERATOR,
                    "/v1/advertisers/{advertiser}/deposits",
                    Map.of("amountMicros", 1, "reference", "r"),
                    "amountMicros"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/account"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/bookings"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/days"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/audit"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/audit/verification"),
            creates(ADVERTISER, "/v1/campaigns", Bodies.campaign(lineItem(creative())), "name"),
            reads(OWNERS, "/v1/campaigns"),
            reads(OWNERS, "/v1/campaigns/{campaign}"),
            new Endpoint(
                    Method.PUT,
                    "/v1/campaigns/{campaign}",
                    ADVERTISER,
                    Map.of("version", 0, "name", "Rice", "category", "food"),
                    "category"),
            reads(OWNERS, "/v1/campaigns/{campaign}/history"),
            reads(OWNERS, "/v1/campaigns/{campaign}/report"),
            reads(OWNERS, "/v1/campaigns/{campaign}/report/breakdown"),
            reads(OWNERS, "/v1/campaigns/{campaign}/line-items"),
            creates(ADVERTISER, "/v1/campaigns/{campaign}/line-items", lineItem(creative()), "budgetMicros"),
            new Endpoint(Method.POST, "/v1/campaigns/{campaign}/line-items/import", ADVERTISER, null, null),
            reads(OWNERS, "/v1/campaigns/{campaign}/line-items/imports"),
            reads(OWNERS, "/v1/campaigns/{campaign}/line-items/imports/{import}"),
            does(ADVERTISER, "/v1/campaigns/{campaign}/submit"),
            does(ADVERTISER, "/v1/campaigns/{campaign}/check"),
            new Endpoint(Method.POST, "/v1/campaigns/validate", ADVERTISER, null, null),
            new Endpoint(Method.POST, "/v1/campaigns/{campaign}/copy", ADVERTISER, null, null),
            does(ADVERTISER, "/v1/campaigns/{campaign}/archive"),
            does(ADVERTISER, "/v1/campaigns/{campaign}/unarchive"),
            reads(OWNERS, "/v1/campaigns/{campaign}/reviews"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/reviews/{review}/appeal",
                    ADVERTISER,
                    Map.of("grounds", "It is true."),
                    "grounds"),
            creates(GUARDS, "/v1/campaigns/{campaign}/stop-ship", STOP, "reason"),
            reads(ALL_SIDES, "/v1/campaigns/{campaign}/stop-ship"),
            creates(GUARDS, "/v1/campaigns/{campaign}/stop-ship/issues", Map.of("title", "Too loud"), "title"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/stop-ship/issues/{issue}/fix",
                    ADVERTISER,
                    Map.of("words", "Done."),
                    "words"),
            does(REVIEWER, "/v1/campaigns/{campaign}/stop-ship/issues/{issue}/close"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/stop-ship/issues/{issue}/reopen",
                    REVIEWER,
                    Map.of("words", "It is not."),
                    "words"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/stop-ship/appeal",
                    ADVERTISER,
                    Map.of("grounds", "It is quiet."),
                    "grounds"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/stop-ship/appeal/verdict",
                    REVIEWER,
                    Map.of("verdict", "granted", "reasons", "It is."),
                    "verdict"),
            reads(OWNERS, "/v1/line-items/{lineItem}"),
            reads(OWNERS, "/v1/line-items/{lineItem}/versions"),
            reads(OWNERS, "/v1/line-items/{lineItem}/diff"),
            new Endpoint(Method.POST, "/v1/forecasts", ADVERTISER, lineItem(creative()), "scenes"),
            creates(ADVERTISER, "/v1/webhooks", Map.of("url", "http://localhost:1/"), "url"),
            reads(ADVERTISER, "/v1/webhooks"),
            new Endpoint(Method.DELETE, "/v1/webhooks/{webhook}", ADVERTISER, null, null),
            reads(ADVERTISER, "/v1/webhooks/{webhook}/deliveries"),
            new Endpoint(Method.PUT, "/v1/line-items/{lineItem}", ADVERTISER, with(lineItem(), "version", 0), "scenes"),
            new Endpoint(Method.PATCH, "/v1/line-items/{lineItem}", ADVERTISER, Map.of("name", "B"), null),
            new Endpoint(Method.POST, "/v1/line-items/{lineItem}/successor", ADVERTISER, null, null),
            does(OWNERS, "/v1/line-items/{lineItem}/pause"),
            does(OWNERS, "/v1/line-items/{lineItem}/resume"),
            does(OWNERS, "/v1/line-items/{lineItem}/stop"),
            creates(
                    ADVERTISER,
                    "/v1/line-items/{lineItem}/creatives",
                    with(creative(), "benefit", "Something else"),
                    null),
            new Endpoint(
                    Method.PUT,
                    "/v1/line-items/{lineItem}/creatives/{creative}",
                    ADVERTISER,
                    with(creative(), "version", 0),
                    null),
            new Endpoint(Method.DELETE, "/v1/line-items/{lineItem}/creatives/{creative}", ADVERTISER, null, null),
            reads(REVIEWER, "/v1/reviews"),
            reads(REVIEWER, "/v1/reviews/{review}"),
            does(REVIEWER, "/v1/reviews/{review}/claim"),
            new Endpoint(Method.DELETE, "/v1/reviews/{review}/claim", REVIEWER, null, null),
            new Endpoint(Method.POST, "/v1/reviews/{review}/verdict", REVIEWER, verdict("pass"), "sincerity"),
            new Endpoint(Method.POST, "/v1/budget-leases", SERVICE, leases("{lineItem}"), "requests"),
            new Endpoint(
                    Method.POST,
                    "/v1/budget-leases/returns",
                    SERVICE,
                    Map.of("returns", List.of(Map.of("leaseId", UUID.randomUUID(), "amountMicros", 1))),
                    "returns"));

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
        ENDPOINTS.forEach(endpoint -> listed.add(endpoint.method + " " + endpoint.path.replaceAll("\\{\\w+}", "{}")));

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
            others.removeAll(endpoint.roles);
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
                        .filter(endpoint -> !endpoint.path.matches(".*(imports/.import.|stop-ship|diff|forecasts)"))
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
        return ENDPOINTS.stream().filter(endpoint -> endpoint.roles.contains(Roles.ADVERTISER));
    }

    private static boolean changes(Endpoint endpoint) {
        return endpoint.method != Method.GET && !endpoint.path.matches(".*/(validate|check|forecasts)");
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
        each(ENDPOINTS.stream().filter(endpoint -> endpoint.path.contains("{")).toList(), (endpoint, problem) -> {
            for (var role : endpoint.roles) {
                problem.refused(send(as(role), endpoint, unknown), 404);
            }
        });
    }

    @Test
    void aChildOfAnotherParentIsNotThere() {
        var other = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath();
        before = stored.fingerprint();
        var mixed = new LinkedHashMap<>(ids);
        mixed.put("creative", other.getString("lineItems[0].creatives[0].creativeId"));

        each(
                ENDPOINTS.stream()
                        .filter(endpoint -> endpoint.path.contains("{creative}"))
                        .toList(),
                (endpoint, problem) -> problem.refused(send(member.api(), endpoint, mixed), 404));
    }

    @Test
    void anIdThatIsNoIdIsNotThere() {
        var wrong = new LinkedHashMap<String, String>();
        ids.keySet().forEach(name -> wrong.put(name, "1'--"));
        each(
                ENDPOINTS.stream()
                        .filter(endpoint -> endpoint.path.contains("{"))
                        .toList(),
                (endpoint, problem) ->
                        problem.refused(send(as(endpoint.roles.iterator().next()), endpoint, wrong), 404));
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
                        problem.names(sendBody(endpoint, with(endpoint.body, "colour", "red")), "colour"));
    }

    @Test
    void theStatusIsNotForAnybodyToWrite() {
        each(endpointsWithBodies(), (endpoint, problem) -> {
            for (var field : List.of("status", "reviewId", "revision", "heldByOperator", "spentMicros", "approved")) {
                problem.names(sendBody(endpoint, with(endpoint.body, field, "live")), field);
            }
        });
    }

    @Test
    void aFieldThatIsMissingIsNamed() {
        each(endpointsWithBodies(), (endpoint, problem) -> {
            if (endpoint.required != null) {
                problem.names(sendBody(endpoint, Bodies.without(endpoint.body, endpoint.required)), endpoint.required);
                problem.names(sendBody(endpoint, nulled(endpoint.body, endpoint.required)), endpoint.required);
            }
        });
    }

    @Test
    void aCreateWithoutAKeyIsRefused() {
        each(creates(), (endpoint, problem) -> {
            var answer = as(endpoint.roles.iterator().next())
                    .send(endpoint.method.name(), resolved(endpoint.path, ids), JSON, Json.write(endpoint.body), null);
            problem.names(answer, "Idempotency-Key");
        });
    }

    @Test
    void aKeyThatWasUsedForAnotherBodyIsRefusedAndForTheSameAnsweredAgain() {
        each(creates(), (endpoint, problem) -> {
            var key = UUID.randomUUID().toString();
            var first = create(endpoint, key, endpoint.body);
            assertThat(first.status()).as(first.body()).isEqualTo(201);
            before = stored.fingerprint();

            var text = List.of("name", "reference", "reason", "title", "url", "benefit").stream()
                    .filter(endpoint.body::containsKey)
                    .findFirst()
                    .orElseThrow();
            problem.refused(create(endpoint, key, with(endpoint.body, text, "https://another.example/")), 422);
            assertThat(create(endpoint, key, endpoint.body)).isEqualTo(first);
        });
    }

    private Answer create(Endpoint endpoint, String key, Object body) {
        return as(endpoint.roles.iterator().next())
                .send("POST", resolved(endpoint.path, ids), JSON, Json.write(body), key);
    }

    @Test
    void aPageIsOneThatWeMade() {
        each(ENDPOINTS.stream().filter(Endpoint::isList).toList(), (endpoint, problem) -> {
            var api = as(endpoint.roles.iterator().next());
            var path = resolved(endpoint.path, ids);
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

    private static Endpoint reads(Set<String> roles, String path) {
        return new Endpoint(Method.GET, path, roles, null, null);
    }

    private static Endpoint does(Set<String> roles, String path) {
        return new Endpoint(Method.POST, path, roles, null, null);
    }

    private static Endpoint creates(
            Set<String> roles, String path, Map<String, Object> body, @Nullable String required) {
        return new Endpoint(Method.POST, path, roles, body, required);
    }

    private static Map<String, Object> leases(String lineItem) {
        return Map.of(
                "replica",
                "placement-1",
                "requests",
                List.of(Map.of("lineItemId", UUID.randomUUID(), "amountMicros", 1)));
    }

    private List<Endpoint> endpointsWithIds(String role) {
        return ENDPOINTS.stream()
                .filter(endpoint -> endpoint.path.contains("{") && endpoint.roles.contains(role))
                .toList();
    }

    private List<Endpoint> endpointsWithBodies() {
        return ENDPOINTS.stream().filter(endpoint -> endpoint.body != null).toList();
    }

    private List<Endpoint> creates() {
        return endpointsWithBodies().stream()
                .filter(endpoint -> endpoint.method == Method.POST)
                .filter(endpoint ->
                        !endpoint.path.matches(".*(leases|returns|forecasts|verdict|appeal|fix|reopen|validate)"))
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
        return as(endpoint.roles.iterator().next())
                .send(endpoint.method.name(), resolved(endpoint.path, ids), JSON, bytes(body));
    }

    private static byte[] bytes(Object body) {
        return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.write(body);
    }

    private static Answer send(Api by, Endpoint endpoint, Map<String, String> ids) {
        var isImport = endpoint.path.endsWith("/import");
        var isDryRun = endpoint.path.endsWith("/validate");
        var body = endpoint.body != null ? Json.write(endpoint.body) : bytes(isImport || isDryRun ? "{}" : "");
        return by.send(
                endpoint.method.name(), resolved(endpoint.path, ids), isImport ? "application/x-ndjson" : JSON, body);
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
                check.accept(endpoint, new Problem(endpoint.method + " " + endpoint.path));
            } catch (AssertionError e) {
                failures.add(endpoint.method + " " + endpoint.path + ": " + e.getMessage());
            }
        }
        assertThat(failures).isEmpty();
    }

    private record Endpoint(
            Method method,
            String path,
            Set<String> roles,
            Map<String, Object> body,
            @Nullable String required) {

        boolean isList() {
            return method == Method.GET
                    && path.matches(
                            ".*(advertisers|campaigns|line-items|imports|reviews|history|bookings|days|deliveries)");
        }
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
