package io.houdao.profile.household;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class HouseholdTest {

    @Test
    void nobodyMovesAnyoneElseOut() {
        var household = aHousehold();
        var anna = aPersonIn(household);
        var ben = aPersonIn(household);

        asPerson(ben)
                .delete("/v1/households/" + household + "/members/" + anna)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);

        asPerson(anna).get("/v1/people/" + anna).then().body("householdId", equalTo(household.toString()));
    }

    @Test
    void nobodyMovesIntoAHouseholdByThemselves() {
        var household = aHousehold();
        var anna = aPerson();

        asPerson(anna)
                .put("/v1/households/" + household + "/members/" + anna)
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void nobodyLeavesWhereTheyDoNotLive() {
        var household = aHousehold();
        var anna = aPersonIn(aHousehold());

        asPerson(anna)
                .delete("/v1/households/" + household + "/members/" + anna)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void aSecondHouseholdWithTheSameIdIsAConflict() {
        var household = aHousehold();

        post(asOperator(), "/v1/households", "{\"householdId\":\"" + household + "\"}")
                .then()
                .statusCode(409)
                .contentType(PROBLEM);
    }

    @Test
    void anOperatorMovesSomeoneFromOneHouseholdToAnother() {
        var old = aHousehold();
        var anna = aPersonIn(old);
        var household = aHousehold();

        asOperator()
                .put("/v1/households/" + household + "/members/" + anna)
                .then()
                .statusCode(200)
                .body("members", contains(anna.toString()));

        asOperator().get("/v1/households/" + old).then().body("members", empty());
    }

    @Test
    void aPersonLeavesByThemself() {
        var household = aHousehold();
        var anna = aPersonIn(household);

        asPerson(anna)
                .delete("/v1/households/" + household + "/members/" + anna)
                .then()
                .statusCode(204);

        asOperator().get("/v1/households/" + household).then().body("members", empty());
    }
}
