package io.houdao.profile.erasure;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
class ErasureTest {

    @Inject
    Stored stored;

    @Test
    void anOperatorForgetsNobody() {
        var anna = someoneWithEverything();

        asOperator().delete("/v1/people/" + anna).then().statusCode(403).contentType(PROBLEM);

        asPerson(anna).get("/v1/people/" + anna).then().statusCode(200);
    }

    @Test
    void noTableMentionsWhoWasForgotten() {
        var anna = someoneWithEverything();
        assertThat(stored.mentions(anna)).containsEntry("permission_change", 1L).containsEntry("tag", 3L);

        asPerson(anna).delete("/v1/people/" + anna).then().statusCode(204);

        assertThat(stored.mentions(anna))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        asPerson(anna).get("/v1/people/" + anna).then().statusCode(404).contentType(PROBLEM);
        asPerson(anna).delete("/v1/people/" + anna).then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void anAgentForgetsSomeoneWhoAsked() {
        var anna = someoneWithEverything();

        as(Roles.AGENT, "axel").delete("/v1/people/" + anna).then().statusCode(204);

        assertThat(stored.mentions(anna))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
    }

    @Test
    void whoWasForgottenIsNotBroughtBack() {
        var anna = someoneWithEverything();
        asPerson(anna).delete("/v1/people/" + anna).then().statusCode(204);
        var person = "{\"personId\":\"" + anna + "\",\"birthDate\":\"1990-05-17\"}";

        post(asOperator(), "/v1/people", person).then().statusCode(409).contentType(PROBLEM);
        importPeople(person)
                .then()
                .statusCode(200)
                .body("rejected", equalTo(1))
                .body("problems[0].field", equalTo("personId"));

        asPerson(anna).get("/v1/people/" + anna).then().statusCode(404);
    }

    private static UUID someoneWithEverything() {
        var anna = aPersonIn(aHousehold());
        report(aDevice(anna, "tv", true), "viewing-genre:sport", "viewing-time:evening");
        aDevice(anna, "phone");
        grant(anna, "tv", "viewing", "tv");
        post(asPerson(anna), "/v1/people/" + anna + "/tags", "{\"tag\":\"city:beijing\"}")
                .then()
                .statusCode(201);
        post(asPerson(anna), "/v1/people/" + anna + "/tags", "{\"tag\":\"city:wuhan\"}")
                .then()
                .statusCode(201);
        asPerson(anna).delete("/v1/people/" + anna + "/tags/city:wuhan").then().statusCode(204);
        put(
                        asPerson(anna),
                        "/v1/people/" + anna + "/switches",
                        "{\"mutedTouchpoints\":[\"weather\"],\"quietScenes\":[\"home/sport\"],\"dailyAdLimitByScene\":{\"home/life\":2}}")
                .then()
                .statusCode(200);
        return anna;
    }
}
