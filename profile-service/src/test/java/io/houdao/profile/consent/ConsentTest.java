package io.houdao.profile.consent;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aChild;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.cell;
import static io.houdao.profile.ProfileDriver.decide;
import static io.houdao.profile.ProfileDriver.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ConsentTest {

    private static final String GRANT = cell("rice-cooker", "cooking", "tv", "granted");

    @Test
    void nobodyConsentsForSomeoneElse() {
        var anna = aPerson();
        var path = "/v1/people/" + anna + "/permissions";

        put(asOperator(), path, GRANT).then().statusCode(403).contentType(PROBLEM);
        put(as(Roles.AGENT, "axel"), path, GRANT).then().statusCode(403).contentType(PROBLEM);
        put(as(Roles.DEVICE, anna), path, GRANT).then().statusCode(403).contentType(PROBLEM);
        put(asPerson(aPerson()), path, GRANT).then().statusCode(404).contentType(PROBLEM);

        asPerson(anna).get(path).then().body("items", empty());
    }

    @Test
    void aChildCannotConsent() {
        var ben = aChild();

        put(asPerson(ben), "/v1/people/" + ben + "/permissions", GRANT)
                .then()
                .statusCode(409)
                .contentType(PROBLEM);

        asPerson(ben).get("/v1/people/" + ben + "/permissions/history").then().body("items", empty());
    }

    @Test
    void theAnswerIsTheCell() {
        var anna = aPerson();

        put(asPerson(anna), "/v1/people/" + anna + "/permissions", GRANT)
                .then()
                .statusCode(200)
                .body("source", equalTo("rice-cooker"))
                .body("dataKind", equalTo("cooking"))
                .body("surface", equalTo("tv"))
                .body("purpose", equalTo("personalised-ads"))
                .body("decision", equalTo("granted"))
                .body("textVersion", equalTo("2026-03"))
                .body("decidedBy", equalTo("person"))
                .body("decidedAt", notNullValue());
    }

    @Test
    void onlyAYesEndsAndOnlyInTheFuture() {
        var anna = aPerson();
        var path = "/v1/people/" + anna + "/permissions";

        for (var wrong : List.of(
                until(GRANT, "2020-01-01T00:00:00Z"),
                until(GRANT, "+10000-01-01T00:00:00Z"),
                until(cell("rice-cooker", "cooking", "tv", "denied"), "2999-01-01T00:00:00Z"))) {
            put(asPerson(anna), path, wrong)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("violations.field", contains("expiresAt"));
        }

        asPerson(anna).get(path).then().body("items", empty());
    }

    @Test
    void aYesForAWhileSaysUntilWhenAndANewWordReplacesIt() {
        var anna = aPerson();
        var path = "/v1/people/" + anna + "/permissions";

        put(asPerson(anna), path, until(GRANT, "2999-01-01T00:00:00.123456789Z"))
                .then()
                .statusCode(200)
                .body("expiresAt", equalTo("2999-01-01T00:00:00.123456Z"));
        put(asPerson(anna), path, GRANT).then().statusCode(200).body("expiresAt", nullValue());

        asPerson(anna).get(path).then().body("items[0].expiresAt", nullValue());
        asPerson(anna)
                .get(path + "/history")
                .then()
                .body("items.expiresAt", contains(null, "2999-01-01T00:00:00.123456Z"));
    }

    private static String until(String cell, String expiresAt) {
        return cell.replace("}", ",\"expiresAt\":\"" + expiresAt + "\"}");
    }

    @Test
    void everyWordIsKeptAndTheLastCounts() {
        var anna = aPerson();
        decide(anna, "rice-cooker", "cooking", "tv", "granted");
        decide(anna, "rice-cooker", "cooking", "tv", "granted");
        decide(anna, "rice-cooker", "cooking", "tv", "revoked");
        decide(anna, "self", "tastes", "phone", "denied");

        asPerson(anna)
                .get("/v1/people/" + anna + "/permissions")
                .then()
                .body("items", hasSize(2))
                .body("items.find { it.surface == 'tv' }.decision", equalTo("revoked"));
        asPerson(anna)
                .get("/v1/people/" + anna + "/permissions/history")
                .then()
                .body("items.decision", contains("denied", "revoked", "granted"))
                .body("items.decidedBy", everyItem(equalTo("person")))
                .body("items.textVersion", everyItem(equalTo("2026-03")))
                .body("items.decidedAt", everyItem(notNullValue()));
    }

    @Test
    void historyComesInPagesNewestFirst() {
        var anna = aPerson();
        for (var decision : new String[] {"granted", "revoked", "granted"}) {
            decide(anna, "tv", "viewing", "tv", decision);
        }
        var path = "/v1/people/" + anna + "/permissions/history?limit=2";

        var first = asPerson(anna).get(path);
        var second = asPerson(anna).get(path + "&cursor=" + first.path("next"));

        assertThat(first.jsonPath().getList("items.decision")).hasToString("[granted, revoked]");
        assertThat(second.jsonPath().getList("items.decision")).hasToString("[granted]");
        assertThat((Object) second.path("next")).isNull();
    }
}
