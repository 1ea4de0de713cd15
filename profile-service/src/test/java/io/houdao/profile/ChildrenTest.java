package io.houdao.profile;

import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.declare;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody was taken for an adult, and was none. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ChildrenTest {

    private static final String ADULT = "1990-05-17";
    private static final String CHILD = "2018-05-17";

    @Inject
    Stored stored;

    @Test
    void ofWhomACorrectionMakesAChildNothingIsKeptAndEachYesIsTakenBack() {
        var anna = aPerson();
        report(aDevice(anna, "tv"), "viewing-genre:sport");
        declare(anna, "city:beijing");
        var cooker = aDevice(anna, "rice-cooker");
        cook(cooker);
        grant(anna, "tv", "viewing", "tv");

        corrects(anna, CHILD);

        asPerson(anna).get("/v1/people/" + anna + "/tags").then().body("items", empty());
        assertThat(stored.number("select count(*) from tag_evidence where device_id = '" + cooker + "'"))
                .isZero();
        asPerson(anna)
                .get("/v1/people/" + anna + "/permissions/history")
                .then()
                .body("items.decision", contains("revoked", "granted"))
                .body("items.decidedBy", contains("correction", "person"));
        projection(anna).then().body("surfaces.tv.childRules", equalTo(true)).body("surfaces.tv.tags", empty());
    }

    @Test
    void whatAChildSaidYesToIsNoYesWhenTheyAreFourteen() {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");
        grant(anna, "tv", "viewing", "tv");
        corrects(anna, CHILD);

        put(asAgent(), "/v1/people/" + anna + "/birth-date", "{\"birthDate\":\"" + ADULT + "\"}")
                .then()
                .statusCode(200);
        report(tv, "viewing-genre:sport");

        projection(anna).then().body("surfaces.tv.childRules", equalTo(false)).body("surfaces.tv.tags", empty());
        grant(anna, "tv", "viewing", "tv");
        projection(anna).then().body("surfaces.tv.tags", hasSize(1));
    }

    @Test
    void anotherCorrectionLeavesAnAdultWhatTheyHave() {
        var anna = aPerson();
        report(aDevice(anna, "tv"), "viewing-genre:sport");
        grant(anna, "tv", "viewing", "tv");

        corrects(anna, "1991-05-17");

        projection(anna).then().body("surfaces.tv.tags", hasSize(1));
    }

    @Test
    void ofWhomAnImportMakesAChildNothingIsKeptEither() {
        var anna = UUID.randomUUID();
        var tv = UUID.randomUUID();
        comes(anna, tv, ADULT);
        projection(anna).then().body("surfaces.tv.tags", hasSize(1));

        comes(anna, tv, CHILD);

        isAChildOfWhomNothingIsKept(anna);
    }

    @Test
    void noImportSetsBackADateOfBirthThatWasCorrected() {
        var anna = UUID.randomUUID();
        var tv = UUID.randomUUID();
        comes(anna, tv, ADULT);
        corrects(anna, CHILD);

        comes(anna, tv, ADULT);

        isAChildOfWhomNothingIsKept(anna);
    }

    private static void isAChildOfWhomNothingIsKept(UUID person) {
        asPerson(person).get("/v1/people/" + person).then().body("child", equalTo(true));
        asPerson(person).get("/v1/people/" + person + "/tags").then().body("items", empty());
        asPerson(person)
                .get("/v1/people/" + person + "/permissions")
                .then()
                .body("items.decision", contains("revoked"));
    }

    private static void corrects(UUID person, String birthDate) {
        put(asPerson(person), "/v1/people/" + person + "/birth-date", "{\"birthDate\":\"" + birthDate + "\"}")
                .then()
                .statusCode(200);
    }

    /** With a television that says what is watched, and a yes to its use there. */
    private static void comes(UUID person, UUID tv, String birthDate) {
        importPeople("""
                        {"personId":"%s","birthDate":"%s","devices":[{"deviceId":"%s","kind":"tv","shared":false}],\
                        "permissions":[{"source":"tv","dataKind":"viewing","surface":"tv","purpose":"personalised-ads",\
                        "decision":"granted"}],"tags":[{"tag":"viewing-genre:sport","provenance":"OBSERVED","source":"tv"}]}
                        """.formatted(person, birthDate, tv)).then().body("accepted", equalTo(1));
    }

    /** Once, which is evidence and no tag yet. */
    private static void cook(UUID cooker) {
        var change = "{\"attribute\":\"texture\",\"to\":\"soft\",\"at\":\""
                + Instant.now().minus(Duration.ofMinutes(1)) + "\"}";
        post(as(Roles.DEVICE, cooker), "/v1/devices/" + cooker + "/state-changes", "{\"changes\":[" + change + "]}")
                .then()
                .statusCode(200);
    }
}
