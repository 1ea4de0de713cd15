package io.houdao.profile;

import static io.restassured.RestAssured.given;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Talks to profile-service over HTTP, as whoever a test needs. */
public final class ProfileDriver {

    /** What every refusal is sent as. */
    public static final String PROBLEM = "application/problem+json";

    private static final String GROWN_UP = "1990-05-17";
    private static final String CHILD = "2018-05-17";

    private static final Map<UUID, UUID> PSEUDONYMS = new ConcurrentHashMap<>();

    private ProfileDriver() {}

    /** A request by {@code subject} in {@code role}. */
    public static RequestSpecification as(String role, Object subject) {
        var token = LocalStackResource.issuer().token(subject.toString(), Set.of(role), Map.of());
        return given().header("Authorization", "Bearer " + token);
    }

    public static RequestSpecification asPerson(UUID person) {
        return as(Roles.PERSON, person);
    }

    public static RequestSpecification asOperator() {
        return as(Roles.OPERATOR, "olga");
    }

    public static UUID aPerson() {
        return aPerson(GROWN_UP, null);
    }

    public static UUID aChild() {
        return aPerson(CHILD, null);
    }

    public static UUID aPersonIn(UUID household) {
        return aPerson(GROWN_UP, household);
    }

    public static UUID aChildIn(UUID household) {
        return aPerson(CHILD, household);
    }

    private static UUID aPerson(String birthDate, UUID household) {
        var in = household == null ? "" : ",\"householdId\":\"" + household + "\"";
        var person = created(
                "personId", post(asOperator(), "/v1/people", "{\"birthDate\":\"" + birthDate + "\"" + in + "}"));
        pseudonym(person);
        return person;
    }

    /** The name under which others know {@code person}, even after they were forgotten here. */
    public static UUID pseudonym(UUID person) {
        return PSEUDONYMS.computeIfAbsent(person, ProfileDriver::askForPseudonym);
    }

    /** What an event calls {@code person}: their pseudonym, or for someone we never met whatever it says. */
    public static UUID knownAs(UUID person) {
        return PSEUDONYMS.getOrDefault(person, person);
    }

    private static UUID askForPseudonym(UUID person) {
        String pseudonym = asPerson(person)
                .get("/v1/people/" + person + "/pseudonym")
                .then()
                .statusCode(200)
                .extract()
                .path("pseudonym");
        return UUID.fromString(pseudonym);
    }

    /** Makes {@code from} part of {@code into}, as an agent does. */
    public static Response merge(UUID into, UUID from) {
        return post(asAgent(), "/v1/people/" + into + "/merges", "{\"from\":\"" + from + "\"}");
    }

    /** Gives {@code device} of {@code person} to somebody new, as an agent does; returns who that is. */
    public static UUID splitOff(UUID person, UUID device, String newPerson) {
        var body = "{\"devices\":[\"" + device + "\"],\"newPerson\":" + newPerson + "}";
        var other = created("personId", post(asAgent(), "/v1/people/" + person + "/splits", body));
        PSEUDONYMS.put(other, askForPseudonym(other));
        return other;
    }

    /** Says something of {@code person}, as they do themself. */
    public static void declare(UUID person, String tag) {
        post(asPerson(person), "/v1/people/" + person + "/tags", "{\"tag\":\"" + tag + "\"}")
                .then()
                .statusCode(201);
    }

    public static List<String> tagsOf(UUID person) {
        return asPerson(person).get("/v1/people/" + person + "/tags").jsonPath().getList("items.tag");
    }

    /** An agent who says why. */
    public static RequestSpecification asAgent() {
        return as(Roles.AGENT, "axel").queryParam("reason", "the person called");
    }

    public static UUID aHousehold() {
        return created("householdId", post(asOperator(), "/v1/households", "{}"));
    }

    /** A device of this kind that only its owner uses. */
    public static UUID aDevice(UUID owner, String kind) {
        return aDevice(owner, kind, false);
    }

    public static UUID aDevice(UUID owner, String kind, boolean shared) {
        var body = "{\"kind\":\"" + kind + "\",\"shared\":" + shared + "}";
        return created("deviceId", post(asPerson(owner), "/v1/people/" + owner + "/devices", body));
    }

    public static void grant(UUID person, String source, String dataKind, String surface) {
        decide(person, source, dataKind, surface, "granted");
    }

    public static void decide(UUID person, String source, String dataKind, String surface, String decision) {
        put(asPerson(person), "/v1/people/" + person + "/permissions", cell(source, dataKind, surface, decision))
                .then()
                .statusCode(200);
    }

    public static String cell(String source, String dataKind, String surface, String decision) {
        return """
                {"source":"%s","dataKind":"%s","surface":"%s","purpose":"personalised-ads","decision":"%s",\
                "textVersion":"2026-03"}""".formatted(source, dataKind, surface, decision);
    }

    /** Lets {@code device} report exactly these tags. */
    public static void report(UUID device, String... tags) {
        var items = java.util.Arrays.stream(tags)
                .map(tag -> "{\"tag\":\"" + tag + "\"}")
                .toList();
        put(as(Roles.DEVICE, device), "/v1/devices/" + device + "/tags", "{\"tags\":" + items + "}")
                .then()
                .statusCode(200);
    }

    /** What leaves of {@code person} now. */
    public static Response projection(UUID person) {
        return asPerson(person).get("/v1/people/" + person + "/projection");
    }

    public static Response importPeople(String lines) {
        return asOperator()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/people/import");
    }

    public static Response post(RequestSpecification caller, String path, String body) {
        return caller.header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }

    public static Response put(RequestSpecification caller, String path, String body) {
        return caller.contentType(ContentType.JSON).body(body).put(path);
    }

    private static UUID created(String field, Response response) {
        return UUID.fromString(response.then().statusCode(201).extract().path(field));
    }
}
