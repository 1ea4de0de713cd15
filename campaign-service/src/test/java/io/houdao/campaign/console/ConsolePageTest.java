package io.houdao.campaign.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.houdao.campaign.Api;
import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** How the console is served, and the scorecard that it asks for. What it does in a browser is tried end to end. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(FeedbackStand.class)
class ConsolePageTest {

    @Test
    void anotherAdvertisersScorecardIsNotThere() {
        var campaignId = drafted(Member.with(0));

        Member.with(0).api().get(path(campaignId)).then().statusCode(404);
    }

    @Test
    void aScorecardIsAskedForWithTheCallersOwnToken() {
        var member = Member.with(0);
        var campaignId = drafted(member);

        member.api()
                .get(path(campaignId))
                .then()
                .statusCode(200)
                .body("campaignId", equalTo(campaignId))
                .body("outcome", equalTo("three-wins"))
                .body("for.advertiser", equalTo(member.advertiserId().toString()));
    }

    @Test
    void whereNothingWasShownThereIsNoScorecard() {
        var member = Member.with(0);

        Api.advertiser(member.advertiserId(), FeedbackStand.UNSEEN)
                .get(path(drafted(member)))
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void whileFeedbackIsAwayTheScorecardIsToo() {
        var member = Member.with(0);

        Api.advertiser(member.advertiserId(), FeedbackStand.AWAY)
                .get(path(drafted(member)))
                .then()
                .statusCode(503)
                .contentType("application/problem+json");
    }

    @Test
    void thePageRunsItsOwnFilesAloneAndIsNeverStale() {
        for (var file : new String[] {"", "console.js", "console.css"}) {
            given().get("/console/" + file)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("no-cache"))
                    .header("X-Frame-Options", equalTo("DENY"))
                    .header(
                            "Content-Security-Policy",
                            allOf(
                                    containsString("default-src 'self'"),
                                    containsString("frame-ancestors 'none'"),
                                    containsString("require-trusted-types-for 'script'"),
                                    not(containsString("unsafe"))));
        }
    }

    @Test
    void itsAddressMayBeTypedWithoutTheSlash() {
        given().redirects()
                .follow(false)
                .get("/console")
                .then()
                .statusCode(302)
                .header("Location", endsWith("/console/"));
    }

    private static String drafted(Member member) {
        return member.draft(Bodies.campaign()).jsonPath().getString("campaignId");
    }

    private static String path(String campaignId) {
        return "/v1/campaigns/" + campaignId + "/scorecard";
    }
}
