package io.houdao.profile.identity;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.declare;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.merge;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.pseudonym;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static io.houdao.profile.ProfileDriver.splitOff;
import static io.houdao.profile.ProfileDriver.tagsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SplitTest {

    private static final String GROWN_UP = "{\"birthDate\":\"1990-05-17\"}";

    @Test
    void neitherAPersonNorAnOperatorSplits() {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");
        var body = "{\"devices\":[\"" + tv + "\"],\"newPerson\":" + GROWN_UP + "}";

        post(asPerson(anna), "/v1/people/" + anna + "/splits", body).then().statusCode(403);
        post(asOperator(), "/v1/people/" + anna + "/splits", body).then().statusCode(403);
    }

    @Test
    void aDeviceOfSomebodyElseIsNotGivenAway() {
        var anna = aPerson();
        var tv = aDevice(aPerson(), "tv");

        split(anna, tv, "\"newPerson\":" + GROWN_UP)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", hasItem("devices"));
    }

    @Test
    void whoItIsMustBeSaidOnceAndBeThereOrNew() {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");
        var ben = aPerson();

        for (var wrong : new String[] {
            "\"to\":null",
            "\"to\":\"" + UUID.randomUUID() + "\"",
            "\"to\":\"" + anna + "\"",
            "\"to\":\"" + ben + "\",\"newPerson\":" + GROWN_UP
        }) {
            split(anna, tv, wrong).then().statusCode(400).contentType(PROBLEM).body("violations.field", hasItem("to"));
        }
        split(anna, tv, "\"newPerson\":{\"personId\":\"" + ben + "\",\"birthDate\":\"1990-05-17\"}")
                .then()
                .statusCode(409)
                .contentType(PROBLEM);
        split(UUID.randomUUID(), tv, "\"to\":\"" + ben + "\"").then().statusCode(404);
    }

    @Test
    void aKeyUsedAgainForOtherDevicesIsRefused() {
        var anna = aPerson();
        var ben = aPerson();
        var key = UUID.randomUUID().toString();
        var tv = aDevice(anna, "tv");

        splitWith(key, anna, tv, ben).then().statusCode(201);
        splitWith(key, anna, tv, ben).then().statusCode(201).body("devices", contains(tv.toString()));
        splitWith(key, anna, aDevice(anna, "tv"), ben).then().statusCode(422).contentType(PROBLEM);
    }

    private static Response splitWith(String key, UUID person, UUID device, UUID to) {
        return asAgent()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"devices\":[\"" + device + "\"],\"to\":\"" + to + "\"}")
                .post("/v1/people/" + person + "/splits");
    }

    @Test
    void somebodyNewHasEveryNoAndNoYes() {
        var anna = aPersonIn(aHousehold());
        var tv = aDevice(anna, "tv");
        grant(anna, "tv", "viewing", "tv");
        report(tv, "viewing-genre:sport");
        declare(anna, "city:wuhan");
        asPerson(anna).delete("/v1/people/" + anna + "/tags/city:wuhan").then().statusCode(204);
        put(
                        asPerson(anna),
                        "/v1/people/" + anna + "/switches",
                        "{\"adsOff\":true,\"mutedTouchpoints\":[\"weather\"],\"quietScenes\":[\"home/sport\"]}")
                .then()
                .statusCode(200);

        var other = splitOff(anna, tv, GROWN_UP);

        asPerson(other).get("/v1/people/" + other + "/permissions").then().body("items", empty());
        projection(other)
                .then()
                .body("adsOff", equalTo(true))
                .body("mutedTouchpoints", contains("weather"))
                .body("quietScenes", contains("home/sport"))
                .body("devices.deviceId", contains(tv.toString()));
        assertThat(projection(other).jsonPath().getString("householdId"))
                .isEqualTo(projection(anna).jsonPath().getString("householdId"));
        projection(anna).then().body("devices", empty());
        assertThat(tagsOf(anna)).isEmpty();
        assertThat(tagsOf(other)).isEmpty();
        asPerson(other).get("/v1/people/" + other + "/export").then().body("removedTags.tag", hasItem("city:wuhan"));
    }

    @Test
    void devicesGoToSomebodyWhoIsThere() {
        var anna = aPerson();
        var ben = aPerson();
        var tv = aDevice(anna, "tv");
        grant(ben, "tv", "viewing", "tv");

        split(anna, tv, "\"to\":\"" + ben + "\"")
                .then()
                .statusCode(201)
                .body("personId", equalTo(ben.toString()))
                .body("devices", contains(tv.toString()));

        projection(ben).then().body("devices", hasSize(1));
    }

    @Test
    void aMergeIsUndoneUnderTheOldIdAndLateEventsFollow() {
        var anna = aPerson();
        var twin = aPerson();
        var tv = aDevice(twin, "tv");
        grant(twin, "tv", "viewing", "tv");
        var oldName = pseudonym(twin);
        merge(anna, twin).then().statusCode(201);

        var back = splitOff(anna, tv, "{\"personId\":\"" + twin + "\",\"birthDate\":\"1990-05-17\"}");

        assertThat(back).isEqualTo(twin);
        assertThat(pseudonym(twin)).isNotEqualTo(oldName);
        asPerson(twin)
                .get("/v1/people/" + oldName + "/permissions")
                .then()
                .statusCode(200)
                .body("items", empty());
        asPerson(anna).get("/v1/people/" + oldName + "/permissions").then().statusCode(404);
        merge(anna, twin).then().statusCode(201);
        asPerson(anna).get("/v1/people/" + oldName + "/permissions").then().statusCode(200);
    }

    @Test
    void aFormerIdOfSomebodyElseIsNotGivenAway() {
        var anna = aPerson();
        var twin = aPerson();
        merge(anna, twin).then().statusCode(201);
        var ben = aPerson();

        split(ben, aDevice(ben, "tv"), "\"newPerson\":{\"personId\":\"" + twin + "\",\"birthDate\":\"1990-05-17\"}")
                .then()
                .statusCode(409)
                .contentType(PROBLEM);
    }

    private static Response split(UUID person, UUID device, String whose) {
        return post(asAgent(), "/v1/people/" + person + "/splits", "{\"devices\":[\"" + device + "\"]," + whose + "}");
    }
}
