package io.houdao.profile.export;

import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.decide;
import static io.houdao.profile.ProfileDriver.declare;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.merge;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.pseudonym;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void nobodyElseTakesItAway() {
        var anna = aPerson();

        asPerson(aPerson()).get("/v1/people/" + anna + "/export").then().statusCode(404);
        asOperator().get("/v1/people/" + anna + "/export").then().statusCode(403);
        asAgent().get("/v1/people/" + anna + "/export").then().statusCode(403);
        var nobody = UUID.randomUUID();
        asPerson(nobody).get("/v1/people/" + nobody + "/export").then().statusCode(404);
    }

    @Test
    void everythingIsInItAndItHasThePublishedForm() throws Exception {
        var anna = someoneOfWhomEverythingIsKept();

        var export = exportOf(anna);

        var schema = JSON.readTree(given().get("/v1/schemas/export-v1.json").asString());
        assertThat(violations("", export, schema)).isEmpty();
        schema.path("properties")
                .fieldNames()
                .forEachRemaining(name -> assertThat(isEmpty(export.path(name)))
                        .as("%s has nothing", name)
                        .isFalse());
        assertThat(export.path("person").path("personId").asText()).isEqualTo(anna.toString());
        assertThat(export.path("tags").findValuesAsText("tag")).containsExactly("viewing-genre:sport", "city:beijing");
        assertThat(export.path("removedTags").findValuesAsText("tag")).containsExactly("viewing-time:evening");
        assertThat(export.path("permissions").findValuesAsText("decision")).containsExactly("REVOKED");
        assertThat(export.path("permissionHistory").findValuesAsText("decision"))
                .containsExactly("GRANTED", "REVOKED");
        assertThat(export.path("permissionHistory").findValuesAsText("textVersion"))
                .containsOnly("2026-03");
        assertThat(export.path("mutedTouchpoints").findValuesAsText("touchpointId"))
                .containsExactly("weather");
        assertThat(export.path("quietScenes").get(0).asText()).isEqualTo("home/sport");
        assertThat(export.path("dailyAdLimits").get(0).path("most").asInt()).isEqualTo(2);
        assertThat(export.path("agentAccesses").findValuesAsText("reason")).contains("the person called");
    }

    @Test
    void whoeverTheyLiveWithIsNotInIt() throws Exception {
        var household = aHousehold();
        var anna = aPersonIn(household);
        var ben = aPersonIn(household);
        var benTv = aDevice(ben, "tv", true);
        report(benTv, "viewing-genre:sport");
        grant(ben, "tv", "viewing", "tv");

        var export = exportOf(anna);

        assertThat(export.path("person").path("householdId").asText()).isEqualTo(household.toString());
        for (var his : List.of(ben, benTv, pseudonym(ben), "viewing")) {
            assertThat(export.toString()).doesNotContain(his.toString());
        }
    }

    private static UUID someoneOfWhomEverythingIsKept() {
        var anna = aPersonIn(aHousehold());
        merge(anna, aPerson()).then().statusCode(201);
        report(aDevice(anna, "tv"), "viewing-genre:sport", "viewing-time:evening");
        cook(aDevice(anna, "rice-cooker"));
        declare(anna, "city:beijing");
        grant(anna, "tv", "viewing", "tv");
        decide(anna, "tv", "viewing", "tv", "revoked");
        put(
                        asPerson(anna),
                        "/v1/people/" + anna + "/switches",
                        "{\"mutedTouchpoints\":[\"weather\"],\"quietScenes\":[\"home/sport\"],\"dailyAdLimitByScene\":{\"home/life\":2}}")
                .then()
                .statusCode(200);
        asAgent().get("/v1/people/" + anna).then().statusCode(200);
        asPerson(anna)
                .delete("/v1/people/" + anna + "/tags/viewing-time:evening")
                .then()
                .statusCode(204);
        var visit = "{\"until\":\"" + Instant.now().plus(Duration.ofHours(1)) + "\"}";
        put(asPerson(anna), "/v1/households/" + aHousehold() + "/guests/" + anna, visit)
                .then()
                .statusCode(200);
        return anna;
    }

    /** Once, which is evidence and no tag yet. */
    private static void cook(UUID cooker) {
        var change = "{\"attribute\":\"texture\",\"to\":\"soft\",\"at\":\""
                + Instant.now().minus(Duration.ofMinutes(1)) + "\"}";
        post(as(Roles.DEVICE, cooker), "/v1/devices/" + cooker + "/state-changes", "{\"changes\":[" + change + "]}")
                .then()
                .statusCode(200);
    }

    private static JsonNode exportOf(UUID person) throws IOException {
        return JSON.readTree(asPerson(person)
                .get("/v1/people/" + person + "/export")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty();
    }

    /** As much of JSON Schema as the schema uses about its structure. */
    private static List<String> violations(String path, JsonNode value, JsonNode schema) {
        var found = new ArrayList<String>();
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                found.add(path + " lacks " + name);
            }
        });
        if (schema.has("properties")) {
            value.properties().forEach(field -> {
                var known = schema.path("properties").path(field.getKey());
                if (known.isMissingNode()) {
                    found.add(path + " must not have " + field.getKey());
                }
                found.addAll(violations(path + "/" + field.getKey(), field.getValue(), known));
            });
        }
        if (schema.has("items")) {
            value.forEach(item -> found.addAll(violations(path + "[]", item, schema.path("items"))));
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            found.add(path + " must not be " + value);
        }
        return found;
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (var one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
