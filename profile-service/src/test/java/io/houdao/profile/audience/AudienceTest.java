package io.houdao.profile.audience;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.as;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.importPeople;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.houdao.profile.projection.Projections;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class AudienceTest {

    private static final Audience CATS = new Audience(new TagExpression.Has(Tag.of("pets:cat")), null);

    @Inject
    Projections projections;

    @Test
    void onlyServicesAndOperatorsAsk() {
        for (var caller : List.of(asPerson(aPerson()), as(Roles.ADVERTISER, "ada"), as(Roles.AGENT, "axel"))) {
            estimate(caller, has("pets:cat")).then().statusCode(403).contentType(PROBLEM);
        }
    }

    @Test
    void whatMayNotBeUsedMayNotBeCounted() {
        for (var tag : List.of("condition:diabetes", "no-such:tag", "pets:dragon")) {
            estimate(asOperator(), has(tag)).then().statusCode(400).contentType(PROBLEM);
        }
        estimate(asOperator(), "{}").then().statusCode(200);
    }

    @Test
    void anAudienceUnderTheMinimumIsToldSoAndNothingElse() {
        importPeople(people(49, "viewing-time:night")).then().body("accepted", equalTo(49));

        awaitNewSnapshot();
        estimate(asOperator(), has("viewing-time:night"))
                .then()
                .statusCode(200)
                .body("targetable", equalTo(false))
                .body("people", nullValue())
                .body("minimum", equalTo(50));
    }

    @Test
    void aLargerOneIsToldWithinTheNoise() {
        importPeople(people(120, "viewing-time:morning")).then().body("accepted", equalTo(120));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var told = estimate(as(Roles.SERVICE, "campaign"), has("viewing-time:morning"));
            assertThat(told.jsonPath().getBoolean("targetable")).isTrue();
            assertThat(told.jsonPath().getLong("people")).isBetween(50L, 320L);
        });
    }

    @Test
    void anAudienceThatNobodyCountedYetIsNotTooSmall() {
        var audiences = new Audiences(projections, Clock.systemUTC(), Integer.MAX_VALUE, 10);

        var before = audiences.estimate(CATS);
        audiences.takeSnapshot();
        var after = audiences.estimate(CATS);

        assertThat(before).isEqualTo(new Estimate(true, null, Integer.MAX_VALUE, null));
        assertThat(after.targetable()).isFalse();
        assertThat(after.asOf()).isNotNull();
    }

    @Test
    void askingAgainAboutTheSameSnapshotTellsNothingNew() {
        var audiences = new Audiences(projections, Clock.systemUTC(), Integer.MIN_VALUE, 1_000_000);
        audiences.takeSnapshot();

        assertThat(audiences.estimate(CATS).people())
                .isNotNull()
                .isEqualTo(audiences.estimate(CATS).people());
    }

    /** Taken after now. */
    private static void awaitNewSnapshot() {
        var now = Instant.now();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            var asOf = estimate(asOperator(), has("pets:dog")).jsonPath().getString("asOf");
            return asOf != null && Instant.parse(asOf).isAfter(now);
        });
    }

    private static String has(String tag) {
        return "{\"basic\":{\"tag\":\"" + tag + "\"}}";
    }

    private static Response estimate(RequestSpecification caller, String audience) {
        return caller.contentType(ContentType.JSON).body(audience).post("/v1/audiences/estimates");
    }

    private static String people(int count, String tag) {
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++) {
            lines.append("""
                    {"personId":"%s","birthDate":"1990-05-17","devices":[{"deviceId":"%s","kind":"tv","shared":false}],\
                    "permissions":[{"source":"tv","dataKind":"viewing","surface":"tv","purpose":"personalised-ads",\
                    "decision":"granted"}],"tags":[{"tag":"%s","provenance":"OBSERVED","source":"tv"}]}
                    """.formatted(UUID.randomUUID(), UUID.randomUUID(), tag));
        }
        return lines.toString();
    }
}
