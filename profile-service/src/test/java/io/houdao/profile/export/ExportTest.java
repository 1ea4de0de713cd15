package io.houdao.profile.export;

import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
        var anna = aPerson();
        report(aDevice(anna, "tv"), "viewing-genre:sport", "viewing-time:evening");
        grant(anna, "tv", "viewing", "tv");
        put(
                asPerson(anna),
                "/v1/people/" + anna + "/switches",
                "{\"mutedTouchpoints\":[\"weather\"],\"quietScenes\":[\"home/sport\"],\"dailyAdLimitByScene\":{\"home/life\":2}}");
        asAgent().get("/v1/people/" + anna).then().statusCode(200);
        asPerson(anna).delete("/v1/people/" + anna + "/tags/viewing-time:evening");

        var export = JSON.readTree(asPerson(anna)
                .get("/v1/people/" + anna + "/export")
                .then()
                .statusCode(200)
                .extract()
                .asString());

        var schema = JSON.readTree(given().get("/v1/schemas/export-v1.json").asString());
        assertThat(violations("", export, schema)).isEmpty();
        schema.path("properties")
                .fieldNames()
                .forEachRemaining(name -> assertThat(export.has(name)).as(name).isTrue());
        assertThat(export.path("person").path("personId").asText()).isEqualTo(anna.toString());
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
