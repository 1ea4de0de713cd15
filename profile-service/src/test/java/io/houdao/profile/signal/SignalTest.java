package io.houdao.profile.signal;

import static io.houdao.profile.Arrivals.tagsOn;
import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.houdao.profile.Arrivals;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SignalTest {

    @Test
    void aDeviceSpeaksOnlyForItself() {
        var tv = aDevice(aPerson(), "tv");

        put(as(Roles.DEVICE, UUID.randomUUID()), "/v1/devices/" + tv + "/signals", "{}")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        put(asPerson(aPerson()), "/v1/devices/" + tv + "/signals", "{}").then().statusCode(403);
        put(as(Roles.DEVICE, tv), "/v1/devices/" + tv + "/signals", "{\"gpp\":\"nonsense\"}")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void globalPrivacyControlClosesEveryCellOfThatSurfaceAndTheProjectionFollows() {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");
        report(tv, "viewing-genre:sport");
        grant(anna, "tv", "viewing", "tv");
        grant(anna, "self", "tastes", "tv");
        grant(anna, "tv", "viewing", "phone");
        try (var arrivals = Arrivals.ofProjections()) {
            arrivals.awaitProjection(
                    anna, projection -> tagsOn("tv", projection).contains("viewing-genre:sport"));

            put(as(Roles.DEVICE, tv).header("Sec-GPC", "1"), "/v1/devices/" + tv + "/signals", "{}")
                    .then()
                    .statusCode(200)
                    .body("objections", contains("sec-gpc"))
                    .body("closedCells", equalTo(2));

            arrivals.awaitProjection(
                    anna, projection -> tagsOn("tv", projection).isEmpty());
        }
        asPerson(anna)
                .get("/v1/people/" + anna + "/permissions")
                .then()
                .body("items.findAll { it.surface == 'tv' }.decision", contains("revoked", "revoked"))
                .body("items.findAll { it.surface == 'tv' }.decidedBy", contains("signal", "signal"))
                .body("items.find { it.surface == 'phone' }.decision", equalTo("granted"));
    }

    @Test
    void noSignalOpensACell() {
        var anna = aPerson();
        var tv = aDevice(anna, "tv");

        put(as(Roles.DEVICE, tv).header("Sec-GPC", "0"), "/v1/devices/" + tv + "/signals", "{}")
                .then()
                .statusCode(200)
                .body("closedCells", equalTo(0));

        asPerson(anna).get("/v1/people/" + anna + "/permissions").then().body("items.size()", equalTo(0));
    }
}
