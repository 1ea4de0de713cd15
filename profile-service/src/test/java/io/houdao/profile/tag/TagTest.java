package io.houdao.profile.tag;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aChild;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class TagTest {

    @Inject
    Stored stored;

    @Test
    void aDeviceReportsForItselfOnly() {
        var anna = aPerson();
        var cooker = aDevice(anna, "rice-cooker");
        var tv = aDevice(anna, "tv");

        put(as(Roles.DEVICE, tv), "/v1/devices/" + cooker + "/tags", "{\"tags\":[{\"tag\":\"rice-texture:soft\"}]}")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        put(asPerson(anna), "/v1/devices/" + cooker + "/tags", "{\"tags\":[]}")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);

        asPerson(anna).get("/v1/people/" + anna + "/tags").then().body("items", empty());
    }

    @Test
    void nobodyElseSeesTags() {
        var anna = aPerson();

        asOperator().get("/v1/people/" + anna + "/tags").then().statusCode(403).contentType(PROBLEM);
        as(Roles.AGENT, "axel")
                .get("/v1/people/" + anna + "/tags")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void aStoryMachineReportsNothing() {
        var toy = aDevice(aPerson(), "story-machine");

        put(
                        as(Roles.DEVICE, toy),
                        "/v1/devices/" + toy + "/tags",
                        "{\"tags\":[{\"tag\":\"listening-genre:audiobook\"}]}")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", hasItem("tags[0].tag"));
    }

    @Test
    void ofAChildNothingIsKept() {
        var ben = aChild();
        var tv = aDevice(ben, "tv");

        report(tv, "viewing-genre:animation");
        post(asPerson(ben), "/v1/people/" + ben + "/tags", "{\"tag\":\"interest:gaming\"}")
                .then()
                .statusCode(409)
                .contentType(PROBLEM);

        assertThat(tagsStoredOf(ben)).isZero();
    }

    @Test
    void ofSomeoneWhoRefusedNothingIsKept() {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");
        report(tv, "viewing-genre:sport");
        assertThat(tagsStoredOf(anna)).isEqualTo(1);

        put(asPerson(anna), "/v1/people/" + anna + "/switches", "{\"refused\":true}");

        assertThat(tagsStoredOf(anna)).isZero();
        report(tv, "viewing-genre:sport");
        assertThat(tagsStoredOf(anna)).isZero();
    }

    @Test
    void aReportReplacesTheOneBefore() {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");
        report(tv, "viewing-genre:sport", "viewing-time:evening");

        report(tv, "viewing-genre:film", "viewing-time:evening");

        asPerson(anna)
                .get("/v1/people/" + anna + "/tags")
                .then()
                .body("items.tag", containsInAnyOrder("viewing-genre:film", "viewing-time:evening"))
                .body("items.source", hasItem("tv"))
                .body("items.deviceId", hasItem(tv.toString()))
                .body("items.provenance", hasItem("OBSERVED"))
                .body("items.family", hasItem("AIOT"));
    }

    @Test
    void aTagIsKeptNoLongerThanItsCatalogueSays() {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");
        var body = "{\"tags\":[{\"tag\":\"viewing-genre:sport\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}]}";

        put(as(Roles.DEVICE, tv), "/v1/devices/" + tv + "/tags", body).then().statusCode(200);

        assertThat(stored.number("select count(*) from tag where person_id = '" + anna
                        + "' and expires_at <= now() + interval '31 days'"))
                .isOne();
    }

    @Test
    void aRemovedTagIsNotDerivedAgainUntilItsPersonSaysSo() {
        var anna = aPerson();
        declare(anna, "interest:cars");
        var tv = aDevice(anna, "tv");
        grant(anna, "tv", "viewing", "tv");
        report(tv, "viewing-genre:sport");

        asPerson(anna)
                .delete("/v1/people/" + anna + "/tags/viewing-genre:sport")
                .then()
                .statusCode(204);
        report(tv, "viewing-genre:sport");
        asPerson(anna)
                .delete("/v1/people/" + anna + "/tags/interest:cars")
                .then()
                .statusCode(204);

        asPerson(anna).get("/v1/people/" + anna + "/tags").then().body("items", empty());
        projection(anna).then().body("surfaces.tv.tags", empty());
        declare(anna, "interest:cars");
        asPerson(anna).get("/v1/people/" + anna + "/tags").then().body("items.tag", contains("interest:cars"));
    }

    @Test
    void aDeclaredTagIsTheirOwnWordAndLeavesOnlyWithPermission() {
        var anna = aPerson();
        aDevice(anna, "phone");
        var location = declare(anna, "city:beijing");

        asPerson(anna)
                .get(location)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].source", equalTo("self"))
                .body("items[0].provenance", equalTo("DECLARED"))
                .body("items[0].family", equalTo("BASIC"));
        projection(anna).then().body("surfaces.phone.tags", empty());
        grant(anna, "self", "place", "phone");
        projection(anna).then().body("surfaces.phone.tags.tag", contains("city:beijing"));
    }

    private static String declare(UUID person, String tag) {
        return post(asPerson(person), "/v1/people/" + person + "/tags", "{\"tag\":\"" + tag + "\"}")
                .then()
                .statusCode(201)
                .body("tag", equalTo(tag))
                .extract()
                .header("Location");
    }

    private long tagsStoredOf(UUID person) {
        return stored.number("select count(*) from tag where person_id = '" + person + "'");
    }
}
