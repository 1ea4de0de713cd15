package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.verdict;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims, two people, appeals, approvals that expire, successors, and the seals of the history. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ReviewRulesTest {

    private static final long FUNDS = 10 * Bodies.BUDGET;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Stored stored;

    private Member member;
    private UUID campaignId;
    private UUID lineItemId;

    @BeforeEach
    void aDraft() {
        member = Member.with(FUNDS);
        draft("food");
    }

    private void draft(String category) {
        var campaign = member.draft(
                        with(Bodies.campaign(lineItem(with(creative(), "childSafe", false))), "category", category))
                .jsonPath();
        campaignId = campaign.getUUID("campaignId");
        lineItemId = campaign.getUUID("lineItems[0].lineItemId");
    }

    @Test
    void whatOneReviewerClaimsNobodyElseDecidesUntilTheClaimIsOver() throws SQLException {
        var reviewId = member.inReview(campaignId);
        Api.reviewer("reviewer-sun", member.advertiserId())
                .post(claim(reviewId))
                .then()
                .statusCode(403);
        Api.reviewer("member-wang").post(claim(reviewId)).then().statusCode(403);
        Api.reviewer("reviewer-sun")
                .post(claim(reviewId))
                .then()
                .statusCode(200)
                .body("claimedBy", equalTo("reviewer-sun"));

        Api.reviewer("reviewer-luo").post(claim(reviewId)).then().statusCode(409);
        judge("reviewer-luo", reviewId, "pass", 409);
        Api.reviewer("reviewer-luo").delete(claim(reviewId)).then().statusCode(409);

        stored.update("update review set claimed_until = now() where id = ?", reviewId);
        judge("reviewer-luo", reviewId, "pass", 200);
    }

    @Test
    void aClaimThatIsGivenUpFreesTheReview() {
        var reviewId = member.inReview(campaignId);
        Api.reviewer("reviewer-sun").post(claim(reviewId)).then().statusCode(200);
        Api.reviewer("reviewer-sun").delete(claim(reviewId)).then().statusCode(204);

        judge("reviewer-luo", reviewId, "pass", 200);
    }

    @Test
    void whatIsOverdueIsListed() throws SQLException {
        var reviewId = member.inReview(campaignId);
        var list = "/v1/reviews?status=open&overdue=true&limit=200";
        Api.reviewer("reviewer-sun").get(list).then().body("items.reviewId", not(hasItem(reviewId.toString())));

        stored.update("update review set due_at = now() - interval '1 second' where id = ?", reviewId);
        Api.reviewer("reviewer-sun").get(list).then().body("items.reviewId", hasItem(reviewId.toString()));
    }

    @Test
    void aSensitiveCategoryNeedsTwoPeople() {
        draft("insurance");
        var reviewId = member.inReview(campaignId);
        judge("reviewer-sun", reviewId, "pass", 200);
        assertThat(member.status(lineItemId)).isEqualTo("in-review");

        judge("reviewer-sun", reviewId, "pass", 403);
        assertThatThrownBy(() -> stored.update(
                        "update review set status = 'PASSED', reviewer = 'x', decided_at = now(), valid_until = now(),"
                                + " user_benefit = 'x', sincerity = 'x', scene_fit = 'x' where id = ?",
                        reviewId))
                .hasMessageContaining("too few");
        assertThatThrownBy(() -> stored.update("update review set passes_needed = 1 where id = ?", reviewId))
                .hasMessageContaining("fixed");
        assertThat(member.status(lineItemId)).isEqualTo("in-review");

        judge("reviewer-luo", reviewId, "pass", 200);
        assertThat(member.status(lineItemId)).isEqualTo("live");
    }

    @Test
    void oneFailIsEnoughAlsoWhereTwoMustPass() {
        draft("insurance");
        var reviewId = member.inReview(campaignId);
        judge("reviewer-sun", reviewId, "pass", 200);
        judge("reviewer-luo", reviewId, "fail", 200);

        assertThat(member.status(lineItemId)).isEqualTo("draft");
    }

    @Test
    void aFailIsAppealedOnceAndJudgedBySomebodyElse() {
        var failed = member.inReview(campaignId);
        judge("reviewer-sun", failed, "fail", 200);
        Api.advertiser(Member.with(0).advertiserId())
                .post(appeal(failed), Map.of("grounds", "It is not my campaign."))
                .then()
                .statusCode(404);

        var response = member.api().post(appeal(failed), Map.of("grounds", "The bag is real."));
        response.then().statusCode(200).body("status", equalTo("in-review"));
        var appealed = response.jsonPath().getUUID("reviewId");
        member.api()
                .post(appeal(failed), Map.of("grounds", "Once more."))
                .then()
                .statusCode(409);
        judge("reviewer-sun", appealed, "fail", 403);
        assertThat(member.status(lineItemId)).isEqualTo("in-review");
        judge("reviewer-luo", appealed, "pass", 200);

        assertThat(member.status(lineItemId)).isEqualTo("live");
        member.api()
                .get("/v1/campaigns/" + campaignId + "/reviews")
                .then()
                .body("items[0].appealOf", equalTo(failed.toString()))
                .body("items[0].grounds", equalTo("The bag is real."));
    }

    @Test
    void whatWasChangedSinceIsSubmittedAndNotAppealed() {
        var failed = member.inReview(campaignId);
        judge("reviewer-sun", failed, "fail", 200);
        member.api().patch("/v1/line-items/" + lineItemId, Map.of("touchpoints", java.util.List.of()));

        member.api()
                .post(appeal(failed), Map.of("grounds", "The bag is real."))
                .then()
                .statusCode(409);
    }

    @Test
    void anApprovalHoldsUntilItExpires() throws SQLException {
        Member.pass(member.inReview(campaignId));
        expireApproval();

        await().atMost(SOON).until(() -> member.status(lineItemId).equals("draft"));
        try (var air = new Air()) {
            await().atMost(SOON)
                    .until(() ->
                            air.everSaidOf(lineItemId) && air.of(lineItemId).isEmpty());
        }
        assertThat(member.available()).isEqualTo(FUNDS);
        Member.pass(member.inReview(campaignId));
        assertThat(member.status(lineItemId)).isEqualTo("live");
    }

    private void expireApproval() throws SQLException {
        stored.update("alter table review disable trigger review_decided_once");
        try {
            stored.update("update review set valid_until = now() where campaign_id = ?", campaignId);
        } finally {
            stored.update("alter table review enable trigger review_decided_once");
        }
    }

    @Test
    void theOldVersionRunsUntilItsSuccessorPasses() {
        Member.pass(member.inReview(campaignId));
        var response = member.api().create("/v1/line-items/" + lineItemId + "/successor", Map.of());
        response.then()
                .statusCode(201)
                .body("status", equalTo("draft"))
                .body("replaces", equalTo(lineItemId.toString()))
                .body("creatives[0].benefit", org.hamcrest.Matchers.containsString("sample bag"));
        var successor = response.jsonPath().getUUID("lineItemId");
        member.api()
                .patch("/v1/line-items/" + successor, Map.of("touchpoints", java.util.List.of()))
                .then()
                .statusCode(200);
        var reviewId = member.inReview(campaignId);
        assertThat(member.status(lineItemId)).isEqualTo("live");

        Member.pass(reviewId);
        assertThat(member.status(successor)).isEqualTo("live");
        assertThat(member.status(lineItemId)).isEqualTo("stopped");
        assertThat(member.available()).isEqualTo(FUNDS - Bodies.BUDGET);
    }

    @Test
    void theSealsTellWhetherTheHistoryWasTouched() throws SQLException {
        Member.pass(member.inReview(campaignId));
        var path = "/v1/advertisers/" + member.advertiserId() + "/audit";
        var sound = member.api().get(path + "/verification").jsonPath();
        assertThat(sound.getBoolean("intact")).isTrue();
        var lines = member.api().get(path).asString().strip().split("\n");
        assertThat(lines).hasSize(sound.getInt("entries"));
        assertThat(lines[lines.length - 1]).contains(sound.getString("head"), "published");

        touch("update change set who = 'nobody' where advertiser_id = ? and what = 'passed'");
        var touched = member.api().get(path + "/verification").jsonPath();
        assertThat(touched.getBoolean("intact")).isFalse();
        assertThat(touched.getLong("brokenAt")).isGreaterThan(1);
        touch("update change set who = 'reviewer-sun' where advertiser_id = ? and what = 'passed'");
        member.api().get(path + "/verification").then().body("intact", equalTo(true));

        touch("insert into change (at, who, what, advertiser_id) values (now(), 'x', 'passed', ?)");
        member.api()
                .get(path + "/verification")
                .then()
                .body("intact", equalTo(false))
                .body("unsealed", equalTo(1));
        assertThatThrownBy(() -> stored.update("update change_seal set position = 1"))
                .hasMessageContaining("append-only");
    }

    @Test
    void whoHasTheExportCanComputeTheSealsAlone() throws Exception {
        member.submit(campaignId);
        var previous = new byte[0];
        var export = member.api()
                .get("/v1/advertisers/" + member.advertiserId() + "/audit")
                .asString();
        for (var line : export.strip().split("\n")) {
            var entry = io.restassured.path.json.JsonPath.from(line);
            var digest = java.security.MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            previous = digest.digest(entry.getString("text").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(HexFormat.of().formatHex(previous)).isEqualTo(entry.getString("seal"));
        }
    }

    /** Past every guard, as whoever owns the database could. */
    private void touch(String sql) throws SQLException {
        stored.update("alter table change disable trigger user");
        try {
            stored.update(sql, member.advertiserId());
        } finally {
            stored.update("alter table change enable trigger user");
        }
    }

    private static String claim(UUID reviewId) {
        return "/v1/reviews/" + reviewId + "/claim";
    }

    private String appeal(UUID reviewId) {
        return "/v1/campaigns/" + campaignId + "/reviews/" + reviewId + "/appeal";
    }

    private static void judge(String who, UUID reviewId, String outcome, int status) {
        Api.reviewer(who)
                .post("/v1/reviews/" + reviewId + "/verdict", verdict(outcome))
                .then()
                .statusCode(status);
    }
}
