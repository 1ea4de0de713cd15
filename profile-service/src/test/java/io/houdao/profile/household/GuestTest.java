package io.houdao.profile.household;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aChild;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.merge;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.local.LocalStackResource;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class GuestTest {

    private static final Duration EVENING = Duration.ofHours(5);

    @Inject
    Stored stored;

    private UUID household;
    private UUID anna;
    private UUID tv;

    /** On Anna's shared tv a tag of hers is used. */
    @BeforeEach
    void aHomeWithASharedScreen() {
        household = aHousehold();
        anna = aPersonIn(household);
        tv = aDevice(anna, "tv", true);
        grant(anna, "tv", "viewing", "tv");
        report(tv, "viewing-genre:sport");
        assertThat(tagsOnTv()).hasSize(1);
    }

    @Test
    void nobodyNamesSomebodyElseAsAGuest() {
        var ben = aPerson();

        visit(asPerson(anna), ben, EVENING).then().statusCode(404).contentType(PROBLEM);
        visit(asPerson(ben), ben, EVENING).then().statusCode(200);
        asPerson(anna)
                .delete("/v1/households/" + household + "/guests/" + ben)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);

        assertThat(tagsOnTv()).isEmpty();
    }

    @Test
    void aVisitIsBounded() {
        var ben = aPerson();

        for (var wrong : List.of(Duration.ofMinutes(-1), Duration.ofDays(7).plusMinutes(1))) {
            visit(asPerson(ben), ben, wrong)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("violations.field", hasItem("until"));
        }
        assertThat(tagsOnTv()).hasSize(1);
    }

    @Test
    void whoLivesThereIsNoGuestAndWhoIsNoneCannotLeave() {
        visit(asPerson(anna), anna, EVENING).then().statusCode(409).contentType(PROBLEM);
        asPerson(anna)
                .delete("/v1/households/" + household + "/guests/" + anna)
                .then()
                .statusCode(404);
        var until = "{\"until\":\"" + Instant.now().plus(EVENING) + "\"}";
        put(asOperator(), "/v1/households/" + UUID.randomUUID() + "/guests/" + anna, until)
                .then()
                .statusCode(404);
        put(asOperator(), "/v1/households/" + household + "/guests/" + UUID.randomUUID(), until)
                .then()
                .statusCode(404);
    }

    @Test
    void aGuestWhoAllowsNothingTakesTheTagsFromTheSharedScreenUntilTheyLeave() {
        var ben = aPerson();

        visit(asPerson(ben), ben, EVENING).then().statusCode(200).body("personId", equalTo(ben.toString()));

        assertThat(tagsOnTv()).isEmpty();
        asOperator().get("/v1/households/" + household).then().body("guests.personId", contains(ben.toString()));
        asPerson(ben)
                .delete("/v1/households/" + household + "/guests/" + ben)
                .then()
                .statusCode(204);
        assertThat(tagsOnTv()).hasSize(1);
        asOperator().get("/v1/households/" + household).then().body("guests", empty());
    }

    @Test
    void whatAGuestChoosesMeanwhileCountsAtOnce() {
        var ben = aPerson();
        grant(ben, "tv", "viewing", "tv");
        visit(asOperator(), ben, EVENING).then().statusCode(200);
        assertThat(tagsOnTv()).hasSize(1);

        put(asPerson(ben), "/v1/people/" + ben + "/switches", "{\"adsOff\":true}");

        projection(anna).then().body("surfaces.tv.silent", equalTo(true)).body("surfaces.tv.tags", empty());
        asPerson(ben).delete("/v1/people/" + ben).then().statusCode(204);
        projection(anna).then().body("surfaces.tv.silent", equalTo(false)).body("surfaces.tv.tags", hasSize(1));
    }

    @Test
    void aChildWhoVisitsBringsChildRules() {
        visit(asOperator(), aChild(), EVENING).then().statusCode(200);

        projection(anna).then().body("surfaces.tv.childRules", equalTo(true));
    }

    @Test
    void aVisitEndsByItselfAndIsForgotten() {
        var ben = aPerson();

        visit(asPerson(ben), ben, Duration.ofSeconds(2)).then().statusCode(200);

        await().atMost(Duration.ofSeconds(30)).until(() -> tagsOnTv().size() == 1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stored.number("select count(*) from guest where person_id = '" + ben + "'") == 0);
    }

    @Test
    void aVisitGoesAlongWithAMerge() {
        var ben = aPerson();
        var twin = aPerson();
        grant(ben, "tv", "viewing", "tv");
        grant(twin, "tv", "viewing", "tv");
        visit(asPerson(twin), twin, EVENING).then().statusCode(200);
        assertThat(tagsOnTv()).hasSize(1);

        merge(ben, twin).then().statusCode(201);
        put(asPerson(ben), "/v1/people/" + ben + "/switches", "{\"adsOff\":true}");

        projection(anna).then().body("surfaces.tv.silent", equalTo(true));
    }

    private Response visit(RequestSpecification caller, UUID guest, Duration time) {
        var until = "{\"until\":\"" + Instant.now().plus(time) + "\"}";
        return put(caller, "/v1/households/" + household + "/guests/" + guest, until);
    }

    private List<String> tagsOnTv() {
        return projection(anna).jsonPath().getList("surfaces.tv.tags.tag");
    }
}
