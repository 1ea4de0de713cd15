package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a line item may ask for, by what the other services say of people and slots. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(Neighbours.class)
class NeighboursTest {

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
