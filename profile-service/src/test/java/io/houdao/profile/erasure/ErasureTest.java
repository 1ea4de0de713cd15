package io.houdao.profile.erasure;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.importPeople;
import static io.houdao.profile.ProfileDriver.merge;
import static io.houdao.profile.ProfileDriver.post;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.ErasureEvent.Confirmed;
import io.houdao.contracts.profile.ErasureEvent.Place;
import io.houdao.contracts.profile.ErasureEvent.Requested;
import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.houdao.profile.Arrivals;
import io.houdao.profile.ProfileDriver;
import io.houdao.profile.Stored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

        asAgent().delete("/v1/people/" + anna).then().statusCode(204);

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

    @Test
    void aStrangersTokenReadsNoCertificate() {
        var anna = someoneWithEverything();
        asPerson(anna).delete("/v1/people/" + anna).then().statusCode(204);

        asPerson(aPerson()).get("/v1/people/" + anna + "/erasure").then().statusCode(404);
        asOperator().get("/v1/people/" + anna + "/erasure").then().statusCode(403);
        as(Roles.AGENT, "axel").get("/v1/people/" + anna + "/erasure").then().statusCode(400);
    }

    @Test
    void theCertificateIsCompleteOnceEveryServiceHasConfirmed() {
        var anna = someoneWithEverything();
        asPerson(anna).delete("/v1/people/" + anna).then().statusCode(204);

        var requested = requestAbout(anna);
        asPerson(anna)
                .get("/v1/people/" + anna + "/erasure")
                .then()
                .statusCode(200)
                .body("missing", containsInAnyOrder("campaign-service", "feedback-service", "placement-service"))
                .body("completedAt", nullValue())
                .body("places.find { it.place == 'tags' }.deleted", equalTo(3));
        assertThat(requested.devices()).hasSize(2);
        List.of("campaign-service", "feedback-service", "placement-service", "feedback-service")
                .forEach(service -> confirm(requested.erasureId(), service));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> asAgent()
                        .get("/v1/people/" + anna + "/erasure")
                        .then()
                        .statusCode(200)
                        .body("missing", empty())
                        .body("completedAt", notNullValue())
                        .body("places.findAll { it.place == 'complaints' }.deleted", contains(7, 7, 7)));
    }

    @Test
    void theRequestFollowsTheTombstoneAndNamesThePseudonymAlone() {
        var anna = someoneWithEverything();
        try (var arrivals = Arrivals.ofProjections()) {
            arrivals.awaitProjection(anna, projection -> true);
            asPerson(anna).delete("/v1/people/" + anna).then().statusCode(204);

            var requested = requestAbout(anna);

            assertThat(arrivals.awaitTombstone(anna).key()).isNotEqualTo(anna.toString());
            assertThat(requested.toString()).doesNotContain(anna.toString());
        }
    }

    @Test
    void whoWasMergedIsForgottenUnderEveryNameTheyHad() {
        var anna = someoneWithEverything();
        var twin = aPerson();
        report(aDevice(twin, "phone"), "app-genre:games");
        var first = aPerson();
        merge(twin, first).then().statusCode(201);
        merge(anna, twin).then().statusCode(201);

        asPerson(anna).delete("/v1/people/" + anna).then().statusCode(204);

        for (var id : List.of(anna, twin, first)) {
            assertThat(stored.mentions(id))
                    .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
            importPeople("{\"personId\":\"" + id + "\",\"birthDate\":\"1990-05-17\"}")
                    .then()
                    .body("rejected", equalTo(1));
        }
        var services = List.of("campaign-service", "feedback-service", "placement-service");
        services.forEach(service -> confirm(requestAbout(anna).erasureId(), service));
        services.forEach(service -> confirm(requestAbout(twin).erasureId(), service));
        confirm(requestAbout(first).erasureId(), "campaign-service");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> asPerson(anna)
                        .get("/v1/people/" + anna + "/erasure")
                        .then()
                        .body("places.findAll { it.place == 'complaints' }.deleted", containsInAnyOrder(21, 14, 14))
                        .body("missing", containsInAnyOrder("feedback-service", "placement-service"))
                        .body("completedAt", nullValue()));
        services.forEach(service -> confirm(requestAbout(first).erasureId(), service));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> asPerson(anna)
                        .get("/v1/people/" + anna + "/erasure")
                        .then()
                        .body("missing", empty())
                        .body("completedAt", notNullValue()));
    }

    @Test
    void theLastToLeaveTakesTheHouseholdAlong() {
        var household = aHousehold();
        var anna = aPersonIn(household);
        var ben = aPersonIn(household);

        asPerson(anna).delete("/v1/people/" + anna).then().statusCode(204);
        asOperator().get("/v1/households/" + household).then().statusCode(200);
        asPerson(ben).delete("/v1/people/" + ben).then().statusCode(204);

        asOperator().get("/v1/households/" + household).then().statusCode(404);
    }

    /** What the other services are asked about {@code person}, once they are. */
    static Requested requestAbout(UUID person) {
        var pseudonym = ProfileDriver.pseudonym(person);
        try (var arrivals = Arrivals.of(Topics.ERASURES)) {
            return await().atMost(Duration.ofSeconds(30)).until(() -> find(arrivals, pseudonym), Objects::nonNull);
        }
    }

    private static Requested find(Arrivals arrivals, UUID pseudonym) {
        arrivals.poll();
        return arrivals.all()
                .map(record -> Json.read(record.value(), ErasureEvent.class))
                .filter(Requested.class::isInstance)
                .map(Requested.class::cast)
                .filter(request -> request.personId().value().equals(pseudonym))
                .findFirst()
                .orElse(null);
    }

    static void confirm(UUID erasure, String service) {
        var confirmed = new Confirmed(erasure, service, List.of(new Place("complaints", 7, null)), Instant.now());
        Arrivals.send(Topics.ERASURES, erasure.toString(), Json.write(confirmed));
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
