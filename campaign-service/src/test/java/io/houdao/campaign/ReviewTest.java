package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.verdict;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ReviewTest {

    private static final long FUNDS = 10 * Bodies.BUDGET;

    private Member member;
    private UUID campaignId;
    private UUID lineItemId;

    @BeforeEach
    void aDraft() {
        member = Member.with(FUNDS);
        var campaign = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath();
        campaignId = campaign.getUUID("campaignId");
        lineItemId = campaign.getUUID("lineItems[0].lineItemId");
    }

    @Test
    void whoSubmittedItDoesNotJudgeIt() {
        var reviewId = member.inReview(campaignId);

        refusedWith(403, Api.reviewer("member-wang"), reviewId);
    }

    @Test
    void whoWroteAnyOfItDoesNotJudgeItEither() {
        var colleague = Api.advertiser(member.advertiserId(), "colleague-zhao");
        colleague
                .patch("/v1/line-items/" + lineItemId, Map.of("name", "Better"))
                .then()
                .statusCode(200);
        var reviewId = member.inReview(campaignId);

        refusedWith(403, Api.reviewer("colleague-zhao"), reviewId);
        refusedWith(403, Api.reviewer("member-wang"), reviewId);
    }

    @Test
    void nobodyOfTheAdvertiserJudgesIt() {
        var reviewId = member.inReview(campaignId);

        refusedWith(403, Api.reviewer("reviewer-sun", member.advertiserId()), reviewId);
    }

    @Test
    void aReviewerOfAnotherAdvertiserMayJudgeIt() {
        var reviewId = member.inReview(campaignId);
        var elsewhere = Member.with(0).advertiserId();

        Api.reviewer("reviewer-sun", elsewhere)
                .post("/v1/reviews/" + reviewId + "/verdict", verdict("pass"))
                .then()
                .statusCode(200)
                .body("status", equalTo("passed"))
                .body("reviewer", equalTo("reviewer-sun"));
        assertThat(member.status(lineItemId)).isEqualTo("live");
    }

    @Test
    void everyReasonIsRequiredForAPassAsMuchAsForAFail() {
        var reviewId = member.inReview(campaignId);
        for (var outcome : List.of("pass", "fail")) {
            for (var reason : List.of("userBenefit", "sincerity", "sceneFit")) {
                Api.reviewer("reviewer-sun")
                        .post("/v1/reviews/" + reviewId + "/verdict", with(verdict(outcome), reason, " "))
                        .then()
                        .statusCode(400)
                        .body("violations.field", hasItem(reason));
            }
        }
        Api.reviewer("reviewer-sun")
                .post("/v1/reviews/" + reviewId + "/verdict", verdict("perhaps"))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("verdict"));
        assertThat(member.status(lineItemId)).isEqualTo("in-review");
    }

    @Test
    void aVerdictIsGivenOnce() {
        var reviewId = member.inReview(campaignId);
        Member.pass(reviewId);

        refusedWith(409, Api.reviewer("reviewer-luo"), reviewId);
    }

    @Test
    void whatFailsIsADraftAgainAndItsMoneyIsFree() {
        var reviewId = member.inReview(campaignId);
        assertThat(member.available()).isEqualTo(FUNDS - Bodies.BUDGET);

        Api.reviewer("reviewer-sun")
                .post("/v1/reviews/" + reviewId + "/verdict", verdict("fail"))
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("sincerity", containsString("who sells it"));

        assertThat(member.status(lineItemId)).isEqualTo("draft");
        assertThat(member.available()).isEqualTo(FUNDS);
    }

    @Test
    void aVerdictOnWhatWasChangedMeanwhileReachesNothing() {
        var reviewId = member.inReview(campaignId);
        member.api()
                .patch("/v1/line-items/" + lineItemId, Map.of("touchpoints", List.of()))
                .then()
                .statusCode(200);

        refusedWith(409, Api.reviewer("reviewer-sun"), reviewId);
        assertThat(member.status(lineItemId)).isEqualTo("draft");
    }

    @Test
    void aVerdictReachesWhatWasNotChangedMeanwhileAndNoMore() {
        var second = member.api()
                .create("/v1/campaigns/" + campaignId + "/line-items", lineItem(creative()))
                .jsonPath()
                .getUUID("lineItemId");
        var reviewId = member.inReview(campaignId);
        member.api()
                .patch("/v1/line-items/" + lineItemId, Map.of("touchpoints", List.of()))
                .then()
                .statusCode(200);

        Member.pass(reviewId);

        assertThat(member.status(lineItemId)).isEqualTo("draft");
        assertThat(member.status(second)).isEqualTo("live");
    }

    @Test
    void aLaterSubmissionTakesThePlaceOfTheOneThatWaits() {
        var first = member.inReview(campaignId);
        member.api().create("/v1/campaigns/" + campaignId + "/line-items", lineItem(creative()));
        var second = member.inReview(campaignId);

        refusedWith(409, Api.reviewer("reviewer-sun"), first);
        Api.reviewer("reviewer-sun").get("/v1/reviews/" + second).then().body("lineItems", hasSize(2));
        Member.pass(second);
        assertThat(member.status(lineItemId)).isEqualTo("live");
        assertThat(member.available()).isEqualTo(FUNDS - 2 * Bodies.BUDGET);
    }

    @Test
    void nothingNewIsNothingToSubmit() {
        member.inReview(campaignId);

        member.submit(campaignId).then().statusCode(409).contentType("application/problem+json");
    }

    @Test
    void theQueueHoldsWhatWaitsAndNoMore() {
        var reviewId = member.inReview(campaignId);
        var queue = Api.reviewer("reviewer-sun").get("/v1/reviews?status=open&limit=200");
        queue.then().statusCode(200).body("items.reviewId", hasItem(reviewId.toString()));

        Api.reviewer("reviewer-sun")
                .get("/v1/reviews/" + reviewId)
                .then()
                .body("campaignName", equalTo("软米 Soft rice"))
                .body("authors", equalTo(List.of("member-wang")))
                .body("reviewer", nullValue())
                .body("lineItems[0].creatives[0].benefit", containsString("sample bag"));

        Member.pass(reviewId);
        Api.reviewer("reviewer-sun")
                .get("/v1/reviews?status=open&limit=200")
                .then()
                .body("items.reviewId", not(hasItem(reviewId.toString())));
        Api.reviewer("reviewer-sun")
                .get("/v1/reviews?status=sleeping")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("status"));
    }

    @Test
    void theBottomLineComesFirstAndNobodyIsAskedToJudgeWhatFailsIt() {
        var spoiled = member.draft(with(
                        Bodies.campaign(lineItem(with(creative(), "benefit", "全国第一的大米送一袋"))), "category", "tobacco"))
                .jsonPath();

        member.submit(spoiled.getUUID("campaignId"))
                .then()
                .statusCode(200)
                .body("status", equalTo("failed-bottom-line"))
                .body("reviewId", nullValue())
                .body("findings.rule", equalTo(List.of("banned-category", "superlative")))
                .body("findings.pointer", equalTo(List.of("/category", "/lineItems/0/creatives/0/benefit")))
                .body("findings[1].detail", containsString("第一"))
                .body("findings[1].fix", not(nullValue()));
        assertThat(member.status(spoiled.getUUID("lineItems[0].lineItemId"))).isEqualTo("draft");
        assertThat(member.available()).isEqualTo(FUNDS);
    }

    @Test
    void theHistoryTellsWhoDidWhatAndIsKept() {
        Member.pass(member.inReview(campaignId));
        member.api().post("/v1/line-items/" + lineItemId + "/pause").then().statusCode(200);
        var path = "/v1/campaigns/" + campaignId + "/history";

        member.api()
                .get(path)
                .then()
                .statusCode(200)
                .body(
                        "items.what",
                        equalTo(List.of(
                                "paused",
                                "published",
                                "passed",
                                "submitted",
                                "creative-created",
                                "line-item-created",
                                "campaign-created")))
                .body("items[2].who", equalTo("reviewer-sun"))
                .body("items[2].detail.sceneFit", containsString("dinner"))
                .body("items[0].who", equalTo("member-wang"))
                .body("items[0].lineItemId", equalTo(lineItemId.toString()));
        var first = member.api().get(path + "?limit=3").jsonPath();
        var rest = member.api().get(path + "?cursor=" + first.getString("next")).jsonPath();
        assertThat(first.getList("items")).hasSize(3);
        assertThat(rest.getList("items")).hasSize(4);
        assertThat(rest.getString("next")).isNull();
    }

    @Test
    void anOperatorWatchesAndDoesNotJudge() {
        var reviewId = member.inReview(campaignId);

        refusedWith(403, Api.of(Roles.OPERATOR), reviewId);
    }

    private void refusedWith(int status, Api caller, UUID reviewId) {
        caller.post("/v1/reviews/" + reviewId + "/verdict", verdict("pass"))
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
        if (status == 403) {
            assertThat(member.status(lineItemId)).isEqualTo("in-review");
        }
    }
}
