package io.houdao.profile.device;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.merge;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.houdao.local.LocalStackResource;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DeviceTest {

    @Inject
    Stored stored;

    @Test
    void aDeviceOfSomeoneElseCannotBeTakenAndItsOwnerIsNotTold() {
        var anna = aPerson();
        var ben = aPerson();
        var tv = aDevice(anna, "tv");

        post(asPerson(ben), "/v1/people/" + ben + "/devices", "{\"deviceId\":\"" + tv + "\",\"kind\":\"tv\"}")
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", not(containsString(anna.toString())));

        asPerson(anna).get("/v1/people/" + anna + "/devices").then().body("items", hasSize(1));
    }

    @Test
    void aDeviceOfSomeoneElseCannotBeUnbound() {
        var tv = aDevice(aPerson(), "tv");
        var ben = aPerson();

        asPerson(ben)
                .delete("/v1/people/" + ben + "/devices/" + tv)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void anOperatorBindsADeviceForAPerson() {
        var anna = aPerson();

        var location = post(asOperator(), "/v1/people/" + anna + "/devices", "{\"kind\":\"tv\",\"shared\":true}")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        asPerson(anna)
                .get(location)
                .then()
                .statusCode(200)
                .body("kind", equalTo("tv"))
                .body("shared", equalTo(true));
        projection(anna).then().body("devices.kind", hasSize(1));
    }

    @Test
    void anUnboundDeviceTakesItsTagsAlong() {
        var anna = aPerson();
        var cooker = aDevice(anna, "rice-cooker");
        report(cooker, "rice-texture:soft");

        asPerson(anna)
                .delete("/v1/people/" + anna + "/devices/" + cooker)
                .then()
                .statusCode(204);

        asPerson(anna).get("/v1/people/" + anna + "/tags").then().body("items", empty());
        assertThat(stored.number("select count(*) from tag where person_id = '" + anna + "'"))
                .isZero();
    }

    @Test
    void manyDevicesComeInPages() {
        var anna = aPerson();
        for (var i = 0; i < 5; i++) {
            aDevice(anna, "phone");
        }

        var seen = new ArrayList<String>();
        var cursor = "";
        for (var page = 0; page < 3; page++) {
            var answer = asPerson(anna).get("/v1/people/" + anna + "/devices?limit=2" + cursor);
            seen.addAll(answer.jsonPath().getList("items.deviceId", String.class));
            cursor = "&cursor=" + answer.path("next");
        }

        assertThat(seen).hasSize(5);
        assertThat(new HashSet<>(seen)).hasSize(5);
        assertThat(cursor).isEqualTo("&cursor=null");
    }

    @Test
    void threeHundredDevicesAreOnePersonsAndSilencedByOneSwitch() {
        var anna = UUID.randomUUID();
        var devices = IntStream.range(0, 300)
                .mapToObj(i -> "{\"deviceId\":\"" + UUID.randomUUID() + "\",\"kind\":\"" + (i % 3 == 0 ? "tv" : "phone")
                        + "\",\"shared\":false}")
                .toList();
        importPeople("{\"personId\":\"" + anna + "\",\"birthDate\":\"1990-05-17\",\"devices\":" + devices + "}")
                .then()
                .body("accepted", equalTo(1));
        var twin = aPerson();
        var kettle = aDevice(twin, "kettle");

        merge(twin, anna).then().statusCode(201).body("devices", hasSize(300));
        put(asPerson(twin), "/v1/people/" + twin + "/switches", "{\"adsOff\":true}")
                .then()
                .statusCode(200);

        projection(twin)
                .then()
                .body("devices", hasSize(300))
                .body("surfaces.tv.silent", equalTo(true))
                .body("surfaces.phone.silent", equalTo(true));
        asPerson(twin)
                .delete("/v1/people/" + twin + "/devices/" + kettle)
                .then()
                .statusCode(204);
        asPerson(twin).get("/v1/people/" + twin + "/devices?limit=200").then().body("items", hasSize(200));
    }

    @Test
    void aThousandDevicesAreEnoughWhoeverBringsOneMore() {
        var anna = UUID.randomUUID();
        importPeople(withPhones(anna, 1_000)).then().body("accepted", equalTo(1));
        var ben = aPerson();
        var tv = aDevice(ben, "tv");
        var bens = "/v1/people/" + ben;
        var toAnna = "\"to\":\"" + anna + "\"}";

        requireTooMany(post(asPerson(anna), "/v1/people/" + anna + "/devices", "{\"kind\":\"tv\"}"));
        requireTooMany(post(asOperator(), bens + "/devices/" + tv + "/hand-over", "{" + toAnna));
        requireTooMany(post(asAgent(), bens + "/splits", "{\"devices\":[\"" + tv + "\"]," + toAnna));
        requireTooMany(merge(anna, ben));
        importPeople(withPhones(anna, 1))
                .then()
                .body("rejected", equalTo(1))
                .body("problems[0].field", equalTo("devices"));

        projection(anna).then().body("devices", hasSize(1_000));
        projection(ben).then().body("devices", hasSize(1));
    }

    private static void requireTooMany(Response response) {
        response.then().statusCode(409).contentType(PROBLEM).body("detail", containsString("at most 1000 devices"));
    }

    private static String withPhones(UUID person, int count) {
        var devices = Stream.generate(() -> "{\"deviceId\":\"" + UUID.randomUUID() + "\",\"kind\":\"phone\"}")
                .limit(count)
                .toList();
        return "{\"personId\":\"" + person + "\",\"birthDate\":\"1990-05-17\",\"devices\":" + devices + "}";
    }

    @Test
    void aPersonHandsADeviceOverOnlyWithinTheirHousehold() {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");
        var path = "/v1/people/" + anna + "/devices/" + tv + "/hand-over";

        post(asPerson(aPerson()), path, "{\"to\":\"" + anna + "\"}").then().statusCode(404);
        post(asPerson(anna), path, "{\"to\":\"" + aPerson() + "\"}").then().statusCode(400);
        post(asPerson(anna), path, "{}").then().statusCode(400);
    }

    @Test
    void whatADeviceKnewOfItsOwnerStaysBehindWhenItIsHandedOver() {
        var anna = aPerson();
        var ben = aPerson();
        var tv = aDevice(anna, "tv");
        report(tv, "viewing-genre:sport");

        post(asOperator(), "/v1/people/" + anna + "/devices/" + tv + "/hand-over", "{\"to\":\"" + ben + "\"}")
                .then()
                .statusCode(200);

        projection(anna).then().body("devices.size()", equalTo(0));
        projection(ben).then().body("devices.size()", equalTo(1));
        for (var person : java.util.List.of(anna, ben)) {
            asPerson(person).get("/v1/people/" + person + "/tags").then().body("items.size()", equalTo(0));
        }
    }
}
