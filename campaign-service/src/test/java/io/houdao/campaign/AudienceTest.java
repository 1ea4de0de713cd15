package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom an audience may ask for, by what profile-service says. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(ProfileStand.class)
class AudienceTest {

    @Test
    void aTagThatNobodyCanHaveIsNamedWithThoseThatSomebodyCan() {
        submit(Map.of("basic", "city:beijing or city:atlantis or city:gotham", "aiot", "rice-texture:soft"))
                .body("findings.rule", equalTo(List.of("unknown-tag", "unknown-tag")))
                .body("findings[0].pointer", equalTo("/lineItems/0/audience/basic"))
                .body("findings[0].detail", containsString("city:atlantis"))
                .body("findings[0].detail", containsString("shanghai"))
                .body("findings[1].detail", containsString("city:gotham"));
    }

    @Test
    void aTagInTheWrongFieldIsSentToTheOther() {
        submit(Map.of("basic", "city:beijing", "aiot", "rice-texture:soft and not diet:vegan"))
                .body("findings.rule", equalTo(List.of("unknown-tag")))
                .body("findings[0].pointer", equalTo("/lineItems/0/audience/aiot"))
                .body("findings[0].fix", containsString("basic"));
    }

    @Test
    void anAudienceOfTooFewPeopleIsRefused() {
        submit(Map.of("basic", ProfileStand.LONELY))
                .body("findings.rule", equalTo(List.of("audience-too-small")))
                .body("findings[0].pointer", equalTo("/lineItems/0/audience"));
    }

    @Test
    void anAudienceThatNobodyCanCountNowWaits() {
        submit(Map.of("basic", ProfileStand.UNCOUNTED))
                .body("findings.rule", equalTo(List.of("audience-unknown")))
                .body("findings[0].pointer", equalTo("/lineItems/0/audience"))
                .body("findings[0].fix", containsString("again"));
    }

    private static io.restassured.response.ValidatableResponse submit(Map<String, Object> audience) {
        var member = Member.with(Bodies.BUDGET);
        var campaign = member.draft(Bodies.campaign(with(lineItem(creative()), "audience", audience)));
        return member.submit(campaign.jsonPath().getUUID("campaignId"))
                .then()
                .statusCode(200)
                .body("status", equalTo("failed-bottom-line"));
    }
}
