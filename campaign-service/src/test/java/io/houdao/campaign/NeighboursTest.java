package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What a line item may ask for, by what the other services say of people and slots. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(Neighbours.class)
class NeighboursTest {

    private static final Duration A_WHILE = Duration.ofSeconds(60);

    @Test
    void aTagThatNobodyCanHaveIsNamedWithThoseThatSomebodyCan() {
        submitAudience(Map.of("basic", "city:beijing or city:atlantis or city:gotham", "aiot", "rice-texture:soft"))
                .body("findings.rule", equalTo(List.of("unknown-tag", "unknown-tag")))
                .body("findings[0].pointer", equalTo("/lineItems/0/audience/basic"))
                .body("findings[0].detail", containsString("city:atlantis"))
                .body("findings[0].detail", containsString("shanghai"))
                .body("findings[1].detail", containsString("city:gotham"));
    }

    @Test
    void aTagInTheWrongFieldIsSentToTheOther() {
        submitAudience(Map.of("basic", "city:beijing", "aiot", "rice-texture:soft and not diet:vegan"))
                .body("findings.rule", equalTo(List.of("unknown-tag")))
                .body("findings[0].pointer", equalTo("/lineItems/0/audience/aiot"))
                .body("findings[0].fix", containsString("basic"));
    }

    @Test
    void anAudienceOfTooFewPeopleIsRefused() {
        submitAudience(Map.of("basic", Neighbours.LONELY))
                .body("findings.rule", equalTo(List.of("audience-too-small")))
                .body("findings[0].pointer", equalTo("/lineItems/0/audience"));
    }

    @Test
    void anAudienceThatNobodyCanCountNowWaits() {
        submitAudience(Map.of("basic", Neighbours.UNCOUNTED))
                .body("findings.rule", equalTo(List.of("audience-unknown")))
                .body("findings[0].pointer", equalTo("/lineItems/0/audience"))
                .body("findings[0].fix", containsString("again"));
    }

    @Test
    void aVideoEndsWithinTheClosingContractOfEverySlotItMayRunIn() {
        var tooLongForOne = lineItem(video(10_001));
        submit(tooLongForOne)
                .body("findings.rule", equalTo(List.of("closing-contract")))
                .body("findings[0].pointer", equalTo("/lineItems/0/creatives/0/variants/0/lengthMs"))
                .body("findings[0].detail", equalTo("it lasts 10001 ms; tv-launcher.boot lets it last 10000 ms"))
                .body("findings[0].fix", containsString("10000"));
        submitted(lineItem(video(10_000))).body("status", equalTo("in-review"));

        var everywhere = with(lineItem(video(10_000)), "touchpoints", List.of());
        submit(everywhere).body("findings[0].detail", containsString("band.card"));
        submitted(with(everywhere, "deviceKinds", List.of("television"))).body("status", equalTo("in-review"));
    }

    @Test
    void aSlotThatIsTightenedTakesOffTheAirWhatIsTooLongForItAndNothingElse() {
        radioAdsLast(30_000);
        var member = Member.with(4 * Bodies.BUDGET);
        var tooLong = member.live(onRadio(20_000));
        var shortEnough = member.live(onRadio(9_000));
        var onTelevision = member.live(lineItem(video(10_000)));
        var waiting = member.draft(Bodies.campaign(onRadio(20_000))).jsonPath();
        var waitingId = waiting.getUUID("lineItems[0].lineItemId");
        var reviewId = member.inReview(waiting.getUUID("campaignId"));

        try (var air = new Air()) {
            await().atMost(A_WHILE).until(() -> air.of(tooLong).isPresent());
            radioAdsLast(9_000);
            await().atMost(A_WHILE).until(() -> air.of(tooLong).isEmpty());
            await().atMost(A_WHILE).until(() -> member.status(waitingId).equals("draft"));
            assertThat(air.of(shortEnough)).isPresent();
            assertThat(air.of(onTelevision)).isPresent();
        }
        assertThat(member.status(tooLong)).isEqualTo("draft");
        assertThat(member.account("reservedMicros")).isEqualTo(2 * Bodies.BUDGET);
        var campaignId = member.lineItem(tooLong).jsonPath().getUUID("campaignId");
        member.api()
                .get("/v1/campaigns/" + campaignId + "/history")
                .then()
                .body("items[0].what", equalTo("contract-tightened"))
                .body("items[0].detail[0].detail", containsString("radio.jingle lets it last 9000 ms"))
                .body("items[0].detail[0].pointer", equalTo("/lineItems/0/creatives/0/variants/0/lengthMs"));
        Api.reviewer("reviewer-sun")
                .post("/v1/reviews/" + reviewId + "/verdict", Bodies.verdict("pass"))
                .then()
                .statusCode(409);
        member.submit(campaignId).then().body("findings.rule", equalTo(List.of("closing-contract")));
        radioAdsLast(30_000);
        await().atMost(A_WHILE)
                .until(() ->
                        member.submit(campaignId).jsonPath().getString("status").equals("in-review"));
    }

    private static Map<String, Object> onRadio(int lengthMs) {
        return with(lineItem(video(lengthMs)), "touchpoints", List.of(Neighbours.RADIO));
    }

    private static void radioAdsLast(int ms) {
        var placement = ConfigProvider.getConfig().getValue("quarkus.rest-client.placement.url", String.class);
        given().header("Authorization", "Bearer ey")
                .body(Integer.toString(ms))
                .post(placement + "/v1/slots")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> video(int lengthMs) {
        return with(
                creative(),
                "variants",
                List.of(Map.of(
                        "slotClass",
                        "OTT",
                        "scenes",
                        List.of("home/entertainment"),
                        "lengthMs",
                        lengthMs,
                        "assets",
                        Map.of("title", "软米", "video", "https://cdn.example/soft.mp4"))));
    }

    private static ValidatableResponse submitAudience(Map<String, Object> audience) {
        return submit(with(lineItem(creative()), "audience", audience));
    }

    private static ValidatableResponse submit(Map<String, Object> lineItem) {
        return submitted(lineItem).body("status", equalTo("failed-bottom-line"));
    }

    private static ValidatableResponse submitted(Map<String, Object> lineItem) {
        var member = Member.with(Bodies.BUDGET);
        var campaign = member.draft(Bodies.campaign(lineItem));
        return member.submit(campaign.jsonPath().getUUID("campaignId")).then().statusCode(200);
    }
}
