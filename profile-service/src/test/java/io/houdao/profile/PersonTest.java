package io.houdao.profile;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aChild;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.post;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class PersonTest {

    @Test
    void anOperatorAddsPeopleButDoesNotSeeThem() {
        var anna = aPerson();

        asOperator().get("/v1/people/" + anna).then().statusCode(403).contentType(PROBLEM);
    }

    @Test
    void aSecondPersonWithTheSameIdIsAConflict() {
        var anna = aPerson();
        var body = "{\"personId\":\"" + anna + "\",\"birthDate\":\"1991-01-01\"}";

        post(asOperator(), "/v1/people", body).then().statusCode(409).contentType(PROBLEM);

        asPerson(anna).get("/v1/people/" + anna).then().body("birthDate", equalTo("1990-05-17"));
    }

    @Test
    void aPersonAndAnAgentSeeThePerson() {
        var anna = aPerson();

        asPerson(anna)
                .get("/v1/people/" + anna)
                .then()
                .statusCode(200)
                .body("personId", equalTo(anna.toString()))
                .body("birthDate", equalTo("1990-05-17"))
                .body("child", equalTo(false))
                .body("householdId", nullValue());
        asAgent().get("/v1/people/" + anna).then().statusCode(200);
    }

    @Test
    void whoeverIsUnderFourteenIsAChild() {
        var ben = aChild();

        asPerson(ben).get("/v1/people/" + ben).then().body("child", equalTo(true));
    }

    @Test
    void theIdCanBeChosen() {
        var id = UUID.randomUUID();

        post(asOperator(), "/v1/people", "{\"personId\":\"" + id + "\",\"birthDate\":\"1990-05-17\"}")
                .then()
                .statusCode(201)
                .header("Location", org.hamcrest.Matchers.endsWith("/v1/people/" + id));
    }

    @Test
    void theCatalogueIsForEverybodyWithAToken() {
        as(Roles.DEVICE, UUID.randomUUID())
                .get("/v1/catalogue")
                .then()
                .statusCode(200)
                .body("deviceKinds.find { it.kind == 'rice-cooker' }.role", equalTo("SENSES"))
                .body("deviceKinds.find { it.kind == 'rice-cooker' }.dataKinds", hasItem("cooking"))
                .body("deviceKinds.find { it.kind == 'story-machine' }.dataKinds.size()", equalTo(0))
                .body("tagDomains.find { it.domain == 'rice-texture' }.values", hasItem("soft"))
                .body("tagDomains.find { it.domain == 'rice-texture' }.family", equalTo("AIOT"))
                .body("tagDomains.find { it.domain == 'sleep-quality' }.sensitive", equalTo(true))
                .body("tagDomains.find { it.domain == 'city' }.name.zh", equalTo("城市"));
    }

    @Test
    void theApiExplainsItself() {
        asOperator()
                .accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Houdao profile-service"))
                .body("paths.'/v1/people/{personId}/permissions'.put", notNullValue());
    }
}
