package io.houdao.profile.identity;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aChild;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.cell;
import static io.houdao.profile.ProfileDriver.decide;
import static io.houdao.profile.ProfileDriver.declare;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.merge;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.pseudonym;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static io.houdao.profile.ProfileDriver.tagsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.houdao.profile.Arrivals;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class MergeTest {

    @Inject
    Stored stored;

    @Test
    void nobodyMergesThemselvesNorDoesAnOperator() {
        var anna = aPerson();
        var body = "{\"from\":\"" + aPerson() + "\"}";

        post(asPerson(anna), "/v1/people/" + anna + "/merges", body).then().statusCode(403);
        post(asOperator(), "/v1/people/" + anna + "/merges", body).then().statusCode(403);
    }

    @Test
    void anAgentWhoDoesNotSayWhyMergesNobody() {
        var anna = aPerson();
        var twin = aPerson();

        post(as(Roles.AGENT, "axel"), "/v1/people/" + anna + "/merges", "{\"from\":\"" + twin + "\"}")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", hasItem("reason"));

        asPerson(twin).get("/v1/people/" + twin).then().statusCode(200);
    }

    @Test
    void whoIsNotThereIsToldApartFromWhoIs() {
        var anna = aPerson();
        var nobody = UUID.randomUUID();

        merge(nobody, anna).then().statusCode(404).contentType(PROBLEM);
        merge(anna, nobody).then().statusCode(400).contentType(PROBLEM).body("violations.field", hasItem("from"));
        merge(anna, anna).then().statusCode(400).body("violations.field", hasItem("from"));
    }

    @Test
    void twoHouseholdsAreAConflictThatSaysWhatToDo() {
        var anna = aPersonIn(aHousehold());
        var twin = aPersonIn(aHousehold());

        merge(anna, twin)
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString("DELETE /v1/households"));

        asPerson(twin).get("/v1/people/" + twin).then().statusCode(200);
    }

    @Test
    void twoDatesOfBirthAreAConflictSoThatNoChildGrowsUpByIt() {
        merge(aPerson(), aChild())
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString("birth-date"));
    }

    @Test
    void aKeyUsedAgainForAnotherProfileIsRefusedAndForTheSameChangesNothing() {
        var anna = aPerson();
        var twin = aPerson();
        var key = UUID.randomUUID().toString();

        var first = mergeWith(key, anna, twin);
        var again = mergeWith(key, anna, twin);

        first.then().statusCode(201).header("Location", org.hamcrest.Matchers.endsWith("/v1/people/" + anna));
        again.then().statusCode(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        mergeWith(key, anna, aPerson()).then().statusCode(422).contentType(PROBLEM);
    }

    private static io.restassured.response.Response mergeWith(String key, UUID into, UUID from) {
        return asAgent()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"from\":\"" + from + "\"}")
                .post("/v1/people/" + into + "/merges");
    }

    @Test
    void devicesAndTagsComeOverAndTheOtherIdIsNobodys() {
        var anna = aPerson();
        var twin = aPersonIn(aHousehold());
        var tv = aDevice(twin, "tv");
        report(tv, "viewing-genre:sport");
        declare(twin, "city:beijing");
        declare(anna, "city:beijing");

        merge(anna, twin).then().statusCode(201).body("devices", containsInAnyOrder(tv.toString()));

        assertThat(tagsOf(anna)).containsExactlyInAnyOrder("viewing-genre:sport", "city:beijing");
        projection(anna).then().body("devices.deviceId", containsInAnyOrder(tv.toString()));
        assertThat(projection(anna).jsonPath().getString("householdId")).isNotNull();
        asPerson(twin).get("/v1/people/" + twin).then().statusCode(404);
        post(asOperator(), "/v1/people", "{\"personId\":\"" + twin + "\",\"birthDate\":\"1990-05-17\"}")
                .then()
                .statusCode(409);
        importPeople("{\"personId\":\"" + twin + "\",\"birthDate\":\"1990-05-17\"}")
                .then()
                .body("rejected", equalTo(1));
    }

    @Test
    void aYesOfOneProfileAloneIsNoYes() {
        var anna = aPerson();
        var twin = aPerson();
        var tv = aDevice(anna, "tv");
        report(tv, "viewing-genre:sport");
        grant(anna, "tv", "viewing", "tv");
        grant(twin, "rice-cooker", "cooking", "tv");

        merge(anna, twin).then().statusCode(201);

        asPerson(anna)
                .get("/v1/people/" + anna + "/permissions")
                .then()
                .body("items", hasSize(2))
                .body("items.decision", everyItem(equalTo("revoked")))
                .body("items.decidedBy", everyItem(equalTo("merge")));
        projection(anna).then().body("surfaces.tv.tags", empty());
    }

    @Test
    void aYesOfBothStaysAndADenialOfOneIsADenial() {
        var anna = aPerson();
        var twin = aPerson();
        grant(anna, "tv", "viewing", "tv");
        grant(twin, "tv", "viewing", "tv");
        grant(anna, "rice-cooker", "cooking", "tv");
        decide(twin, "rice-cooker", "cooking", "tv", "denied");

        merge(anna, twin).then().statusCode(201);

        assertThat(decisions(anna)).isEqualTo(Map.of("viewing", "granted", "cooking", "denied"));
        asPerson(anna)
                .get("/v1/people/" + anna + "/permissions/history")
                .then()
                .body("items", hasSize(5))
                .body("items[0].decidedBy", equalTo("merge"));
    }

    @Test
    void ofTwoYesesTheOneThatEndsFirstHolds() {
        var anna = aPerson();
        var twin = aPerson();
        grant(anna, "tv", "viewing", "tv");
        put(
                        asPerson(twin),
                        "/v1/people/" + twin + "/permissions",
                        cell("tv", "viewing", "tv", "granted").replace("}", ",\"expiresAt\":\"2999-01-01T00:00:00Z\"}"))
                .then()
                .statusCode(200);

        merge(anna, twin).then().statusCode(201);

        asPerson(anna)
                .get("/v1/people/" + anna + "/permissions")
                .then()
                .body("items.decision", contains("granted"))
                .body("items.expiresAt", contains("2999-01-01T00:00:00Z"));
    }

    @Test
    void noImportOpensWhatAMergeClosed() {
        var anna = aPerson();
        grant(anna, "rice-cooker", "cooking", "tv");
        merge(anna, aPerson()).then().statusCode(201);

        importPeople("{\"personId\":\"" + anna + "\",\"birthDate\":\"1990-05-17\",\"permissions\":[{\"source\":"
                        + "\"rice-cooker\",\"dataKind\":\"cooking\",\"surface\":\"tv\",\"purpose\":\"personalised-ads\","
                        + "\"decision\":\"granted\"}]}")
                .then()
                .body("accepted", equalTo(1));

        assertThat(decisions(anna)).isEqualTo(Map.of("cooking", "revoked"));
    }

    private static Map<String, String> decisions(UUID person) {
        var cells =
                asPerson(person).get("/v1/people/" + person + "/permissions").jsonPath();
        var decisions = new HashMap<String, String>();
        for (var i = 0; i < cells.getList("items").size(); i++) {
            decisions.put(cells.getString("items[" + i + "].dataKind"), cells.getString("items[" + i + "].decision"));
        }
        return decisions;
    }

    @Test
    void whateverOneSwitchedOffIsOff() {
        var anna = aPerson();
        var twin = aPerson();
        switches(
                anna,
                "{\"mutedTouchpoints\":[\"weather\"],\"dailyAdLimitByScene\":{\"home/life\":2,\"home/sport\":9}}");
        switches(
                twin,
                "{\"adsOff\":true,\"mutedTouchpoints\":[\"calendar\"],\"quietScenes\":[\"home/work\"],"
                        + "\"dailyAdLimitByScene\":{\"home/life\":5,\"home/sport\":1}}");

        merge(anna, twin).then().statusCode(201);

        asPerson(anna)
                .get("/v1/people/" + anna + "/switches")
                .then()
                .body("adsOff", equalTo(true))
                .body("refused", equalTo(false))
                .body("mutedTouchpoints", containsInAnyOrder("weather", "calendar"))
                .body("quietScenes", containsInAnyOrder("home/work"))
                .body("dailyAdLimitByScene.'home/life'", equalTo(2))
                .body("dailyAdLimitByScene.'home/sport'", equalTo(1));
    }

    @Test
    void ofWhomOneProfileRefusedNothingIsKept() {
        var anna = aPerson();
        var twin = aPerson();
        declare(anna, "city:beijing");
        switches(twin, "{\"refused\":true}");

        merge(anna, twin).then().statusCode(201);

        assertThat(tagsOf(anna)).isEmpty();
        projection(anna).then().body("refused", equalTo(true));
    }

    @Test
    void whatOneProfileRemovedStaysRemoved() {
        var anna = aPerson();
        var twin = aPerson();
        declare(anna, "city:wuhan");
        declare(twin, "city:wuhan");
        asPerson(twin).delete("/v1/people/" + twin + "/tags/city:wuhan").then().statusCode(204);
        var tv = aDevice(twin, "tv");
        report(tv, "viewing-genre:sport");
        declare(anna, "city:beijing");
        asPerson(twin).delete("/v1/people/" + twin + "/tags/viewing-genre:sport");

        merge(anna, twin).then().statusCode(201);
        report(tv, "viewing-genre:sport", "viewing-genre:news");

        assertThat(tagsOf(anna)).containsExactlyInAnyOrder("city:beijing", "viewing-genre:news");
    }

    @Test
    void theOtherNameIsTombstonedAndALinkWithItLeadsHome() {
        var anna = aPerson();
        var twin = aPerson();
        var oldName = pseudonym(twin);
        try (var arrivals = Arrivals.ofProjections()) {
            arrivals.awaitProjection(twin, projection -> true);
            merge(anna, twin).then().statusCode(201);

            arrivals.awaitTombstone(twin);
        }
        asPerson(anna).get("/v1/people/" + oldName + "/permissions").then().statusCode(200);
        asPerson(aPerson()).get("/v1/people/" + oldName + "/permissions").then().statusCode(404);
    }

    @Test
    void aMergeIsNotedForThePersonToRead() {
        var anna = aPerson();
        var twin = aPerson();

        merge(anna, twin).then().statusCode(201);

        asPerson(anna)
                .get("/v1/people/" + anna + "/agent-accesses")
                .then()
                .body("items", hasSize(2))
                .body("items.reason", everyItem(equalTo("the person called")))
                .body("items.action", everyItem(equalTo("POST /v1/people/{personId}/merges")));
        assertThat(stored.number("select count(*) from agent_access where action like '%" + twin + "%'"))
                .isZero();
    }

    private static void switches(UUID person, String switches) {
        put(asPerson(person), "/v1/people/" + person + "/switches", switches)
                .then()
                .statusCode(200);
    }
}
