package io.houdao.profile;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aChild;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.put;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class AgentAccessTest {

    @Test
    void anAgentWhoDoesNotSayWhySeesNothing() {
        var anna = aPerson();

        for (var path : List.of("", "/permissions", "/permissions/history", "/devices")) {
            as(Roles.AGENT, "axel")
                    .get("/v1/people/" + anna + path)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("violations[0].field", equalTo("reason"));
        }
        as(Roles.AGENT, "axel").delete("/v1/people/" + anna).then().statusCode(400);
        asPerson(anna)
                .get("/v1/people/" + anna + "/agent-accesses")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void nobodyElseReadsWhoLooked() {
        var anna = aPerson();

        asAgent().get("/v1/people/" + anna + "/agent-accesses").then().statusCode(403);
        asPerson(aPerson()).get("/v1/people/" + anna + "/agent-accesses").then().statusCode(404);
    }

    @Test
    void aPersonReadsWhichAgentLookedAndWhy() {
        var anna = aPerson();

        asAgent().get("/v1/people/" + anna + "/permissions").then().statusCode(200);

        asPerson(anna)
                .get("/v1/people/" + anna + "/agent-accesses")
                .then()
                .body("items", hasSize(1))
                .body("items.agent", contains("axel"))
                .body("items.reason", contains("the person called"))
                .body("items.action", contains("GET /v1/people/{personId}/permissions"));
    }

    @Test
    void aChildMakesNoAdultOfThemselfAndAnAgentWithAReasonMay() {
        var anna = aChild();
        var correction = "{\"birthDate\":\"1990-05-17\"}";

        put(asPerson(anna), "/v1/people/" + anna + "/birth-date", correction)
                .then()
                .statusCode(409);
        put(as(Roles.AGENT, "axel"), "/v1/people/" + anna + "/birth-date", correction)
                .then()
                .statusCode(400);

        put(asAgent(), "/v1/people/" + anna + "/birth-date", correction)
                .then()
                .statusCode(200)
                .body("child", equalTo(false));
    }

    @Test
    void aLinkWithThePseudonymLeadsThePersonAndNobodyElseToTheirOwn() {
        var anna = aPerson();
        var link = "/v1/people/" + ProfileDriver.pseudonym(anna) + "/permissions";

        asPerson(aPerson()).get(link).then().statusCode(404);
        asPerson(ProfileDriver.pseudonym(anna)).get(link).then().statusCode(404);

        asPerson(anna).get(link).then().statusCode(200);
    }
}
