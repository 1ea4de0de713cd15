package io.houdao.feedback.scorecard;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.as;
import static io.houdao.feedback.Devices.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Handed;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ScorecardTest {

    @Inject
    Devices devices;

    @Inject
    Clock clock;

    private final CampaignId campaign = new CampaignId(UUID.randomUUID());
    private final AdvertiserId advertiser = new AdvertiserId(UUID.randomUUID());
    private final CreativeId creative = aCreative();

    @Test
    void aScorecardIsForOperatorsReviewersAndItsAdvertiser() {
        show(1, 0, 0);
        var path = "/v1/scorecards/" + campaign;
        await().atMost(Duration.ofSeconds(30)).until(() -> operator().get(path).statusCode() == 200);

        given().get(path).then().statusCode(401);
        for (var role : List.of("device", "person", "agent", "service")) {
            as(role, "someone").get(path).then().statusCode(403);
        }
        as("advertiser", "someone").get(path).then().statusCode(404);
        of(new AdvertiserId(UUID.randomUUID())).get(path).then().statusCode(404);
        of(advertiser).get(path).then().statusCode(200);
        of(advertiser).get("/v1/scorecards").then().statusCode(403);
        operator().get("/v1/scorecards/none").then().statusCode(404);
        operator().get("/v1/scorecards?from=now").then().statusCode(400);
    }

    @Test
    void aCampaignThatPeopleMindHasFailedWhateverItEarned() {
        show(60, 30, 40);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> operator()
                        .get("/v1/scorecards/" + campaign)
                        .then()
                        .statusCode(200)
                        .body("outcome", equalTo("failed"))
                        .body("user.verdict", equalTo("lost"))
                        .body("user.showings", equalTo(60))
                        .body("advertiser.responses", equalTo(40))
                        .body("platform.billedMicros", equalTo(60 * 21_000)));
    }

    @Test
    void aCampaignThatIsGoodForAllThreeHasThreeWins() {
        show(60, 1, 40);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> operator()
                        .get("/v1/scorecards/" + campaign)
                        .then()
                        .statusCode(200)
                        .body("outcome", equalTo("three-wins"))
                        .body("user.acceptedShare", equalTo(0.05f)));
        assertThat(operator()
                        .get("/v1/scorecards?limit=200")
                        .then()
                        .extract()
                        .jsonPath()
                        .<String>getList("items.campaignId"))
                .contains(campaign.toString());
    }

    @Test
    void ratingsAnswersAndCheckInsAreOnTheCard() {
        var events = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 4; i++) {
            var ad = ad(aScene());
            events.add(ad.event("impression"));
            events.add(ad.event("rating", "stars", 2 + i % 2));
            events.add(ad.event("disturbing", "disturbing", i == 0));
            if (i == 0) {
                events.add(ad.event("check-in"));
            }
        }
        devices.report(events);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> operator()
                        .get("/v1/scorecards/" + campaign)
                        .then()
                        .statusCode(200)
                        .body("user.showings", equalTo(4))
                        .body("user.stars", equalTo(2.5f))
                        .body("user.disturbedShare", equalTo(0.25f))
                        .body("user.negativeShare", equalTo(0f))
                        .body("advertiser.responses", equalTo(1)));
    }

    @Test
    void theAdvertiserIsToldWhatRestraintDidToTheirCreatives() {
        show(60, 40, 0);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> of(advertiser)
                        .get("/v1/restraint/notices")
                        .then()
                        .statusCode(200)
                        .body("items.find { it.kind == 'suspended' }.creativeId", equalTo(creative.toString()))
                        .body("items.find { it.kind == 'suspended' }.evidence.trials", greaterThanOrEqualTo(30)));
        of(new AdvertiserId(UUID.randomUUID()))
                .get("/v1/restraint/notices")
                .then()
                .body("items.size()", equalTo(0));
        as("advertiser", "someone").get("/v1/restraint/notices").then().statusCode(403);
        operator().get("/v1/restraint/notices").then().statusCode(403);
    }

    private static RequestSpecification of(AdvertiserId advertiser) {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + LocalStackResource.issuer()
                                        .token(
                                                "ada",
                                                Set.of("advertiser"),
                                                Map.of("advertiser", advertiser.toString())));
    }

    private void show(int showings, int closes, int clicks) {
        var scene = aScene();
        var events = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < showings; i++) {
            var ad = ad(scene);
            add(ad, i < closes, i >= showings - clicks, events);
        }
        devices.report(events);
    }

    private Handed ad(Scene scene) {
        var showing = new Showing(
                new DecisionId(UUID.randomUUID()),
                clock.instant().minusSeconds(60),
                new PersonId(UUID.randomUUID()),
                new DeviceId(Devices.DEVICE),
                new TouchpointId("tv-launcher"),
                BOOT,
                scene,
                new LineItemId(UUID.randomUUID()),
                campaign,
                advertiser,
                creative,
                PricingModel.CPM,
                21_000,
                0.98,
                42);
        return devices.hand(showing, Duration.ofHours(1));
    }

    private static void add(Handed ad, boolean closed, boolean clicked, List<Map<String, Object>> events) {
        events.add(ad.event("impression"));
        if (closed) {
            events.add(ad.close());
        }
        if (clicked) {
            events.add(ad.event("click"));
        }
    }
}
