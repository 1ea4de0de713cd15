package io.houdao.profile;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.cell;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint, and every way to get it wrong: the answer is a problem that names what is wrong, and nothing is stored.
 *
 * <p>In paths and bodies {@code {person}}, {@code {device}} and {@code {household}} stand for a person, their device and
 * their household.
 */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RefusalsTest {

    private static final String GRANT = cell("rice-cooker", "cooking", "tv", "granted");

    private static final List<Endpoint> ENDPOINTS = List.of(
            endpoint("GET", "/v1/catalogue", Roles.PERSON),
            endpoint("POST", "/v1/people", Roles.OPERATOR)
                    .body("{'birthDate':'1990-05-17'}")
                    .other("{'birthDate':'1991-05-17'}")
                    .bad("{'birthDate':", "")
                    .bad("{}", "birthDate")
                    .bad("{'birthDate':'1990-05'}", "birthDate")
                    .bad("{'birthDate':'1850-01-01'}", "birthDate")
                    .bad("{'birthDate':'2190-01-01'}", "birthDate")
                    .bad("{'birthDate':'1990-05-17','personId':'me'}", "personId")
                    .bad("{'birthDate':'1990-05-17','name':'Anna'}", "name")
                    .bad(
                            "{'birthDate':'1990-05-17','householdId':'99999999-9999-4999-8999-999999999999'}",
                            "householdId"),
            endpoint("POST", "/v1/people/{person}/merges?reason=they+called", Roles.AGENT)
                    .body("{'from':'99999999-9999-4999-8999-999999999999'}")
                    .bad("{'from':", "")
                    .bad("{}", "from")
                    .bad("{'from':'me'}", "from")
                    .bad("{'into':'99999999-9999-4999-8999-999999999999'}", "into"),
            endpoint("POST", "/v1/people/{person}/splits?reason=they+called", Roles.AGENT)
                    .body("{'devices':['99999999-9999-4999-8999-999999999999']}")
                    .bad("{'devices':", "")
                    .bad("{}", "devices")
                    .bad("{'devices':[]}", "devices")
                    .bad("{'devices':[null]}", "devices")
                    .bad("{'devices':['mine']}", "devices")
                    .bad("{'devices':['99999999-9999-4999-8999-999999999999'],'newPerson':{}}", "newPerson.birthDate")
                    .bad("{'devices':['99999999-9999-4999-8999-999999999999'],'to':'you'}", "to"),
            endpoint("GET", "/v1/people/{person}", Roles.PERSON).ofSomeone(),
            endpoint("DELETE", "/v1/people/{person}", Roles.PERSON).ofSomeone(),
            endpoint("POST", "/v1/people/import", Roles.OPERATOR),
            endpoint("POST", "/v1/households", Roles.OPERATOR)
                    .body("{}")
                    .other("{'householdId':'99999999-9999-4999-8999-999999999998'}")
                    .bad("{'householdId':7}", "householdId")
                    .bad("{'address':'here'}", "address"),
            endpoint("GET", "/v1/households/{household}", Roles.OPERATOR),
            endpoint("PUT", "/v1/households/{household}/members/{person}", Roles.OPERATOR),
            endpoint("DELETE", "/v1/households/{household}/members/{person}", Roles.PERSON)
                    .ofSomeone(),
            endpoint("PUT", "/v1/households/{household}/guests/{person}", Roles.PERSON)
                    .ofSomeone()
                    .body("{'until':'2190-01-01T00:00:00Z'}")
                    .bad("{'until':", "")
                    .bad("{}", "until")
                    .bad("{'until':'later'}", "until")
                    .bad("{'until':'2001-01-01T00:00:00Z'}", "until")
                    .bad("{'until':'2190-01-01T00:00:00Z'}", "until")
                    .bad("{'from':'2190-01-01T00:00:00Z'}", "from"),
            endpoint("DELETE", "/v1/households/{household}/guests/{person}", Roles.PERSON)
                    .ofSomeone(),
            endpoint("POST", "/v1/people/{person}/devices", Roles.PERSON)
                    .ofSomeone()
                    .body("{'kind':'tv'}")
                    .other("{'kind':'phone'}")
                    .bad("[]", "")
                    .bad("{}", "kind")
                    .bad("{'kind':'time-machine'}", "kind")
                    .bad("{'kind':'NO KIND'}", "kind")
                    .bad("{'kind':'store-screen'}", "kind")
                    .bad("{'kind':'tv','shared':'perhaps'}", "shared"),
            endpoint("GET", "/v1/people/{person}/devices", Roles.PERSON).ofSomeone(),
            endpoint("GET", "/v1/people/{person}/devices/{device}", Roles.PERSON)
                    .ofSomeone(),
            endpoint("DELETE", "/v1/people/{person}/devices/{device}", Roles.PERSON)
                    .ofSomeone(),
            endpoint("GET", "/v1/people/{person}/permissions", Roles.PERSON).ofSomeone(),
            endpoint("GET", "/v1/people/{person}/permissions/history", Roles.PERSON)
                    .ofSomeone(),
            endpoint("PUT", "/v1/people/{person}/permissions", Roles.PERSON)
                    .ofSomeone()
                    .body(GRANT)
                    .bad("{}", "source", "dataKind", "surface", "purpose", "decision", "textVersion")
                    .bad(GRANT.replace("rice-cooker", "toaster-9000"), "source")
                    .bad(GRANT.replace("rice-cooker", "story-machine"), "source")
                    .bad(GRANT.replace("cooking", "smell"), "dataKind")
                    .bad(GRANT.replace("cooking", "viewing"), "dataKind")
                    .bad(cell("watch", "sleep-health", "tv", "granted"), "dataKind")
                    .bad(cell("self", "condition", "tv", "granted"), "dataKind")
                    .bad(GRANT.replace("\"tv\"", "\"rice-cooker\""), "surface")
                    .bad(GRANT.replace("\"tv\"", "\"store-screen\""), "surface")
                    .bad(GRANT.replace("personalised-ads", "anything"), "purpose")
                    .bad(GRANT.replace("granted", "maybe"), "decision")
                    .bad(GRANT.replace("2026-03", " "), "textVersion"),
            endpoint("GET", "/v1/people/{person}/switches", Roles.PERSON).ofSomeone(),
            endpoint("PUT", "/v1/people/{person}/switches", Roles.PERSON)
                    .ofSomeone()
                    .body("{'adsOff':true}")
                    .bad("{'adsOff':'please'}", "adsOff")
                    .bad("{'mutedTouchpoints':['NOT A TOUCHPOINT']}", "mutedTouchpoints[0]")
                    .bad("{'quietScenes':['nowhere/sport']}", "quietScenes[0]")
                    .bad("{'dailyAdLimitByScene':{'home/sport':-1}}", "dailyAdLimitByScene")
                    .bad("{'dailyAdLimitByScene':{'everywhere':1}}", "dailyAdLimitByScene")
                    .bad("{'silence':true}", "silence"),
            endpoint("GET", "/v1/people/{person}/tags", Roles.PERSON).ofSomeone(),
            endpoint("POST", "/v1/people/{person}/tags", Roles.PERSON)
                    .ofSomeone()
                    .body("{'tag':'city:beijing'}")
                    .other("{'tag':'city:shanghai'}")
                    .bad("{}", "tag")
                    .bad("{'tag':'no tag'}", "tag")
                    .bad("{'tag':'shoe-size:42'}", "tag")
                    .bad("{'tag':'city:atlantis'}", "tag")
                    .bad("{'tag':'rice-texture:soft'}", "tag"),
            endpoint("GET", "/v1/people/{person}/tags/city:beijing", Roles.PERSON)
                    .ofSomeone(),
            endpoint("DELETE", "/v1/people/{person}/tags/city:beijing", Roles.PERSON)
                    .ofSomeone(),
            endpoint("GET", "/v1/surveys", Roles.PERSON),
            endpoint("PUT", "/v1/people/{person}/surveys/tastes", Roles.PERSON)
                    .ofSomeone()
                    .body("{'version':1,'answers':{'diet':['spicy']}}")
                    .bad("{'version':", "")
                    .bad("{}", "version", "answers")
                    .bad("{'version':1,'answers':{'shoe-size':['42']}}", "answers")
                    .bad("{'version':1,'answers':{'diet':['stones']}}", "answers.diet")
                    .bad("{'version':1,'answers':{'diet':[null]}}", "answers")
                    .bad("{'version':1,'answers':{'diet':'spicy'}}", "answers")
                    .bad("{'version':1,'answers':{'diet':['anything','low-carb','spicy','light']}}", "answers.diet")
                    .bad("{'version':1,'answers':{'diet':['spicy']},'bringBack':['diet:light']}", "bringBack")
                    .bad("{'version':1,'answers':{},'bringBack':['no tag']}", "bringBack")
                    .bad("{'version':'new','answers':{}}", "version")
                    .bad("{'version':1,'answers':{},'name':'Anna'}", "name"),
            endpoint("GET", "/v1/people/{person}/projection", Roles.PERSON).ofSomeone(),
            endpoint("PUT", "/v1/devices/{device}/tags", Roles.DEVICE)
                    .ofSomeone()
                    .body("{'tags':[{'tag':'viewing-genre:sport'}]}")
                    .bad("{}", "tags")
                    .bad("{'tags':[null]}", "tags[0]")
                    .bad("{'tags':[{'tag':'viewing-genre:sport'},{'tag':'viewing-genre:paint'}]}", "tags[1].tag")
                    .bad("{'tags':[{'tag':'rice-texture:soft'}]}", "tags[0].tag")
                    .bad(
                            "{'tags':[{'tag':'viewing-genre:sport','expiresAt':'2001-01-01T00:00:00Z'}]}",
                            "tags[0].expiresAt")
                    .bad("{'tags':[{'tag':'viewing-genre:sport','expiresAt':'soon'}]}", "tags[0].expiresAt"),
            endpoint("POST", "/v1/devices/{device}/state-changes", Roles.DEVICE)
                    .ofSomeone()
                    .body("{'changes':[]}")
                    .bad("{}", "changes")
                    .bad("{'changes':[{'attribute':' ','to':'soft'}]}", "changes[0].attribute", "changes[0].at")
                    .bad(
                            "{'changes':[{'attribute':'texture','to':'soft','at':'2190-01-01T00:00:00Z'}]}",
                            "changes[0].at"),
            endpoint("PUT", "/v1/devices/{device}/signals", Roles.DEVICE)
                    .ofSomeone()
                    .body("{}")
                    .bad("{'gpp':'DB'}", "gpp")
                    .bad("{'gpc':true}", "gpc"),
            endpoint("POST", "/v1/people/{person}/devices/{device}/hand-over", Roles.PERSON)
                    .ofSomeone()
                    .body("{'to':'99999999-9999-4999-8999-999999999997'}")
                    .bad("{}", "to")
                    .bad("{'to':'you'}", "to"),
            endpoint("PUT", "/v1/people/{person}/birth-date", Roles.PERSON)
                    .ofSomeone()
                    .body("{'birthDate':'1990-05-17'}")
                    .bad("{}", "birthDate")
                    .bad("{'birthDate':'2190-01-01'}", "birthDate"),
            endpoint("GET", "/v1/people/{person}/agent-accesses", Roles.PERSON).ofSomeone(),
            endpoint("GET", "/v1/people/{person}/pseudonym", Roles.PERSON).ofSomeone(),
            endpoint("GET", "/v1/people/{person}/export", Roles.PERSON).ofSomeone(),
            endpoint("GET", "/v1/people/{person}/erasure", Roles.PERSON).ofSomeone(),
            endpoint("GET", "/v1/derivation-rules", Roles.PERSON),
            endpoint("POST", "/v1/audiences/estimates", Roles.OPERATOR)
                    .body("{'basic':{'tag':'city:beijing'}}")
                    .bad("{'basic':{'tag':'shoe-size:42'}}", "tag")
                    .bad("{'basic':{'tag':'condition:pregnant'}}", "tag")
                    .bad("{'everyone':true}", "everyone"));

    /** Open to all: the form of an export is no secret. */
    private static final String OPEN = "GET /v1/schemas/export-v1.json";

    @Inject
    Stored stored;

    /* The same for all, as what is refused leaves no trace. */
    private static UUID household;
    private static UUID person;
    private static UUID device;
    private Map<String, Long> before;

    @BeforeEach
    void someoneToTouch() {
        if (person == null) {
            household = aHousehold();
            person = aPersonIn(household);
            device = aDevice(person, "tv");
        }
        before = stored.everything();
    }

    private static void someoneElseForTheNext() {
        person = null;
    }

    @Test
    void theTableHoldsEveryEndpoint() {
        Map<String, Map<String, Object>> paths = given().accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        var served = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(method -> !method.equals("parameters"))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .map(RefusalsTest::anonymous);
        var listed =
                Stream.concat(Stream.of(OPEN), all().map(Endpoint::toString)).map(RefusalsTest::anonymous);

        assertThat(listed).containsExactlyInAnyOrderElementsOf(served.toList());
    }

    private static String anonymous(String endpoint) {
        return endpoint.replaceAll("\\?.*", "").replaceAll("\\{\\w+}|city:beijing|tastes", "{}");
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutATokenNobodyGetsIn(Endpoint endpoint) {
        var response = send(given(), endpoint, ids(), endpoint.body);

        response.then().statusCode(401).contentType(PROBLEM).body("status", equalTo(401));
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("allWithARole")
    void anotherRoleIsTurnedAway(Endpoint endpoint) {
        var response = send(as(Roles.ADVERTISER, person), endpoint, ids(), endpoint.body);

        response.then().statusCode(403).contentType(PROBLEM).body("status", equalTo(403));
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("owned")
    void whatBelongsToSomeoneElseDoesNotExist(Endpoint endpoint) {
        var stranger = aPerson();
        var strangersDevice = aDevice(stranger, "tv");
        before = stored.everything();

        var caller = endpoint.role.equals(Roles.DEVICE) ? strangersDevice : stranger;
        var response = send(as(endpoint.role, caller), endpoint, ids(), endpoint.body);

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(404);
        response.then()
                .contentType(PROBLEM)
                .body(
                        "detail",
                        containsString(endpoint.role.equals(Roles.DEVICE) ? device.toString() : person.toString()));
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("owned")
    void whatNobodyHasIsAnsweredJustLikeWhatSomeoneElseHas(Endpoint endpoint) {
        var nobody = Map.of("{person}", UUID.randomUUID(), "{device}", UUID.randomUUID(), "{household}", household);
        var caller = nobody.get(endpoint.role.equals(Roles.DEVICE) ? "{device}" : "{person}");

        var response = send(as(endpoint.role, caller), endpoint, nobody, endpoint.body);

        response.then().statusCode(404).contentType(PROBLEM).body("detail", containsString(caller.toString()));
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("owned")
    void anAgentWhoDoesNotSayWhyGetsNowhere(Endpoint endpoint) {
        var response = send(as(Roles.AGENT, "axel"), endpoint, ids(), endpoint.body);

        assertThat(response.statusCode()).as(response.asString()).isIn(400, 403);
        if (response.statusCode() == 400) {
            response.then().contentType(PROBLEM).body("violations.field", hasItem("reason"));
        }
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("withIdsForOperators")
    void anUnknownIdIsToldToOperatorsToo(Endpoint endpoint, String unknown) {
        var ids = new HashMap<>(ids());
        ids.put(unknown, UUID.randomUUID());

        var response = send(as(Roles.OPERATOR, "olga"), endpoint, ids, endpoint.body);

        response.then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("detail", containsString(ids.get(unknown).toString()));
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("withIds")
    void anIdThatIsNoneIsAProblem(Endpoint endpoint) {
        var response = send(
                as(endpoint.role, person),
                endpoint,
                Map.of("{person}", "x", "{device}", "y", "{household}", "z"),
                endpoint.body);

        response.then().statusCode(404).contentType(PROBLEM);
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aBadBodyNamesTheFieldAndTheFix(Endpoint endpoint, String body, List<String> fields) {
        var response = send(as(endpoint.role, caller(endpoint)), endpoint, ids(), body);

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        response.then().contentType(PROBLEM);
        assertThat(response.jsonPath().getList("violations.field", String.class))
                .anySatisfy(field -> assertThat(field).startsWith(fields.get(0)))
                .allSatisfy(field -> assertThat(fields).anyMatch(field::startsWith));
        response.then().body("violations.message", not(hasItem(containsString("io.houdao"))));
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("withBodies")
    void noBodyIsAProblem(Endpoint endpoint) {
        var response = send(as(endpoint.role, caller(endpoint)), endpoint, ids(), "");

        response.then().statusCode(400).contentType(PROBLEM);
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("creating")
    void aCreateWithoutAKeyIsRefused(Endpoint endpoint) {
        var response = as(endpoint.role, caller(endpoint))
                .contentType(ContentType.JSON)
                .body(endpoint.body)
                .request(endpoint.method, path(endpoint, ids()));

        response.then().statusCode(400).contentType(PROBLEM).body("violations.field", hasItem("Idempotency-Key"));
        assertThat(stored.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("creating")
    void aKeyUsedAgainForSomethingElseIsRefused(Endpoint endpoint) {
        var key = UUID.randomUUID().toString();
        sendWith(key, endpoint, endpoint.body).then().statusCode(201);
        var afterTheFirst = stored.everything();

        var second = sendWith(key, endpoint, endpoint.otherBody);

        second.then().statusCode(422).contentType(PROBLEM).body("detail", containsString("Idempotency-Key"));
        assertThat(stored.everything()).isEqualTo(afterTheFirst);
        someoneElseForTheNext();
    }

    @ParameterizedTest
    @MethodSource("creating")
    void theSameCreateSentAgainCreatesNothing(Endpoint endpoint) {
        var key = UUID.randomUUID().toString();
        var first = sendWith(key, endpoint, endpoint.body);
        var afterTheFirst = stored.everything();

        var second = sendWith(key, endpoint, endpoint.body);

        second.then().statusCode(201).header("Location", first.header("Location"));
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(stored.everything()).isEqualTo(afterTheFirst);
        someoneElseForTheNext();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aBadPageIsAProblem(Endpoint endpoint) {
        for (var query : List.of("limit=0", "limit=201", "cursor=***", "cursor=bm9uc2Vuc2U")) {
            var response = as(endpoint.role, person).get(path(endpoint, ids()) + "?" + query);

            response.then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("violations.field", hasItem(query.replaceFirst("=.*", "")));
        }
    }

    private Response sendWith(String key, Endpoint endpoint, String body) {
        return as(endpoint.role, caller(endpoint))
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .request(endpoint.method, path(endpoint, ids()));
    }

    private static Response send(RequestSpecification caller, Endpoint endpoint, Map<String, ?> ids, String body) {
        if (endpoint.path.endsWith("/import")) {
            caller.contentType("application/x-ndjson").body("{}".getBytes());
        } else if (body != null) {
            caller.header("Idempotency-Key", UUID.randomUUID()).contentType(ContentType.JSON);
            if (!body.isEmpty()) {
                caller.body(body);
            }
        }
        return caller.request(endpoint.method, path(endpoint, ids));
    }

    private static String path(Endpoint endpoint, Map<String, ?> ids) {
        var path = endpoint.path;
        for (var id : ids.entrySet()) {
            path = path.replace(id.getKey(), id.getValue().toString());
        }
        return path;
    }

    private Map<String, UUID> ids() {
        return Map.of("{person}", person, "{device}", device, "{household}", household);
    }

    private UUID caller(Endpoint endpoint) {
        return endpoint.role.equals(Roles.DEVICE) ? device : person;
    }

    static Stream<Endpoint> all() {
        return ENDPOINTS.stream();
    }

    static Stream<Endpoint> allWithARole() {
        return all().filter(endpoint -> !endpoint.path.endsWith("/catalogue"));
    }

    static Stream<Endpoint> owned() {
        return all().filter(endpoint -> endpoint.owned);
    }

    static Stream<Endpoint> withIds() {
        return all().filter(endpoint -> endpoint.path.contains("{"));
    }

    static Stream<Arguments> withIdsForOperators() {
        return withIds()
                .filter(endpoint -> endpoint.path.contains("/devices") && endpoint.path.contains("{person}")
                        || endpoint.path.contains("/households"))
                .flatMap(endpoint -> Stream.of("{person}", "{device}", "{household}")
                        .filter(endpoint.path::contains)
                        .map(id -> Arguments.of(endpoint, id)));
    }

    static Stream<Endpoint> withBodies() {
        return all().filter(endpoint -> endpoint.body != null);
    }

    static Stream<Endpoint> creating() {
        return all().filter(endpoint -> endpoint.otherBody != null);
    }

    static Stream<Endpoint> lists() {
        return all().filter(endpoint -> endpoint.method.equals("GET")
                && Stream.of("devices", "permissions", "history", "tags").anyMatch(endpoint.path::endsWith));
    }

    static Stream<Arguments> badBodies() {
        return all().flatMap(
                        endpoint -> endpoint.bad.stream().map(bad -> Arguments.of(endpoint, bad.body(), bad.fields())));
    }

    private static Endpoint endpoint(String method, String path, String role) {
        return new Endpoint(method, path, role, false, null, null, List.of());
    }

    /** A row of the table. {@code owned}: it belongs to the person or device in its path. */
    record Endpoint(
            String method, String path, String role, boolean owned, String body, String otherBody, List<Bad> bad) {

        Endpoint ofSomeone() {
            return new Endpoint(method, path, role, true, body, otherBody, bad);
        }

        Endpoint body(String good) {
            return new Endpoint(method, path, role, owned, json(good), otherBody, bad);
        }

        Endpoint other(String good) {
            return new Endpoint(method, path, role, owned, body, json(good), bad);
        }

        Endpoint bad(String worse, String... fields) {
            var all = new ArrayList<>(bad);
            all.add(new Bad(json(worse), List.of(fields)));
            return new Endpoint(method, path, role, owned, body, otherBody, all);
        }

        private static String json(String text) {
            return text.replace('\'', '"');
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** A body with something wrong in each of these fields. */
    record Bad(String body, List<String> fields) {}
}
