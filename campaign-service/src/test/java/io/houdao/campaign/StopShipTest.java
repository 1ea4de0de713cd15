package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A committed launch is stopped 24 days before with 18 issues, and goes on when each of them is closed. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class StopShipTest {

    private static final int ISSUES = 18;
    private static final long FUNDS = 10 * Bodies.BUDGET;

    @Inject
    Stored stored;

    private Member member;
    private UUID lineItemId;
    private UUID campaignId;
    private String path;

    @BeforeEach
    void aCommittedLaunch() {
        member = Member.with(FUNDS);
        var start = Instant.now().plus(Duration.ofDays(24));
        lineItemId = member.live(with(lineItem(creative()), "startsAt", start.toString()));
        campaignId = member.lineItem(lineItemId).jsonPath().getUUID("campaignId");
        path = "/v1/campaigns/" + campaignId + "/stop-ship";
    }

    @Test
    void nobodyOfTheAdvertiserStopsOrClosesAnything() {
        var insider = Api.reviewer("reviewer-sun", member.advertiserId());
        insider.create(path, stop(1)).then().statusCode(403);
        assertThat(member.status(lineItemId)).isEqualTo("live");

        var issueId = stopped(1).get(0);
        fix(issueId);
        insider.post(path + "/issues/" + issueId + "/close").then().statusCode(403);
        member.api().post(path + "/issues/" + issueId + "/close").then().statusCode(403);
        // The same person under two hats.
        Api.reviewer("member-wang")
                .post(path + "/issues/" + issueId + "/close")
                .then()
                .statusCode(403);
        member.api().get(path).then().body("unclosed", equalTo(1));
    }

    @Test
    void aStoppedLaunchGoesOnWhenTheListIsAtZeroAndItPassedAgain() {
        var issues = stopped(ISSUES);
        assertThat(member.status(lineItemId)).isEqualTo("draft");
        assertThat(member.available()).isEqualTo(FUNDS);
        try (var air = new Air()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            air.everSaidOf(lineItemId) && air.of(lineItemId).isEmpty());
        }
        member.submit(campaignId)
                .then()
                .body("status", equalTo("failed-bottom-line"))
                .body("findings.rule", hasSize(ISSUES))
                .body("findings[17].detail", org.hamcrest.Matchers.containsString("issue 18"));

        issues.forEach(this::fix);
        issues.subList(1, ISSUES).forEach(this::close);
        member.submit(campaignId).then().body("findings.rule", equalTo(List.of("stop-ship")));
        Api.reviewer("reviewer-sun")
                .post(path + "/issues/" + issues.get(0) + "/reopen", Map.of("words", "The × is still too small."))
                .then()
                .statusCode(200);
        close409(issues.get(0));
        fix(issues.get(0));
        close(issues.get(0));

        member.api().get(path).then().body("unclosed", equalTo(0));
        assertThat(member.status(lineItemId)).isEqualTo("draft");
        Member.pass(member.inReview(campaignId));
        assertThat(member.status(lineItemId)).isEqualTo("live");
        member.api().get(path).then().body("liftedAt", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void anIssueThatIsRaisedDuringTheReviewHoldsTheLaunchUp() {
        var issues = stopped(1);
        fix(issues.get(0));
        close(issues.get(0));
        var reviewId = member.inReview(campaignId);
        Api.operator()
                .create(path + "/issues", Map.of("title", "One more", "lineItemId", lineItemId))
                .then()
                .statusCode(201);

        Api.reviewer("reviewer-sun")
                .post("/v1/reviews/" + reviewId + "/verdict", Bodies.verdict("pass"))
                .then()
                .statusCode(409);
        assertThat(member.status(lineItemId)).isEqualTo("in-review");
        assertThatThrownBy(() -> stored.update("update line_item set status = 'LIVE' where id = ?", lineItemId))
                .hasMessageContaining("not approved");
    }

    @Test
    void anIssueNamesALineItemOfItsOwnCampaign() {
        stopped(1);
        var others = Member.with(FUNDS).live(lineItem(creative()));

        Api.reviewer("reviewer-sun")
                .create(path + "/issues", Map.of("title", "Not ours", "lineItemId", others))
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("lineItemId")));
    }

    @Test
    void nobodyJudgesAnAppealAgainstTheirOwnStop() {
        judge("reviewer-sun", "granted", 404);
        Api.reviewer("reviewer-sun").create(path, stop(1)).then().statusCode(201);
        judge("reviewer-zhou", "granted", 409);
        appeal(200);
        appeal(409);

        judge("reviewer-sun", "granted", 403);
        // The same person under two hats, and one whom the advertiser employs.
        judge("member-wang", "granted", 403);
        Api.reviewer("reviewer-zhou", member.advertiserId())
                .post(path + "/appeal/verdict", Map.of("verdict", "granted", "reasons", "It is fine."))
                .then()
                .statusCode(403);
        judge("reviewer-zhou", "dismissed", 200);
        judge("reviewer-zhou", "granted", 409);
        member.api()
                .get(path)
                .then()
                .body("appeal.verdict", equalTo("dismissed"))
                .body("appeal.judgedBy", equalTo("reviewer-zhou"))
                .body("liftedAt", org.hamcrest.Matchers.nullValue());
        member.submit(campaignId).then().body("findings.rule", equalTo(List.of("stop-ship")));
    }

    @Test
    void aGrantedAppealLiftsTheStopAndNothingGoesLiveWithoutPassingAgain() {
        stopped(2);
        appeal(200);
        judge("reviewer-sun", "granted", 200);

        assertThat(member.status(lineItemId)).isEqualTo("draft");
        assertThatThrownBy(() -> stored.update("update line_item set status = 'LIVE' where id = ?", lineItemId))
                .hasMessageContaining("not approved");
        member.api().get(path).then().body("liftedAt", org.hamcrest.Matchers.notNullValue());
        Member.pass(member.inReview(campaignId));
        assertThat(member.status(lineItemId)).isEqualTo("live");
        assertThat(member.api()
                        .get("/v1/campaigns/" + campaignId + "/history")
                        .jsonPath()
                        .getList("items.what", String.class))
                .contains("stop-ship-appealed", "stop-ship-appeal-granted", "stop-ship-lifted");
        Api.operator()
                .get("/v1/advertisers/" + member.advertiserId() + "/audit/verification")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true));
    }

    @Test
    void theDatabaseKeepsAnAppealAndItsVerdict() {
        stopped(1);
        appeal(200);
        assertThatThrownBy(() -> stored.update(
                        "update stop_ship set grounds = 'Something else.' where campaign_id = ?", campaignId))
                .hasMessageContaining("appealed before");
        assertThatThrownBy(() -> stored.update(
                        "update stop_ship set appeal_verdict = 'DISMISSED', appeal_reasons = 'No.', judged_at = now(),"
                                + " judged_by = stopped_by where campaign_id = ?",
                        campaignId))
                .hasMessageContaining("check");
        judge("reviewer-sun", "dismissed", 200);
        assertThatThrownBy(() -> stored.update(
                        "update stop_ship set appeal_reasons = 'Oh well.' where campaign_id = ?", campaignId))
                .hasMessageContaining("decided");
    }

    private void appeal(int status) {
        member.api()
                .post(path + "/appeal", Map.of("grounds", "The watch does open the door; see the manual."))
                .then()
                .statusCode(status);
    }

    private void judge(String reviewer, String verdict, int status) {
        Api.reviewer(reviewer)
                .post(path + "/appeal/verdict", Map.of("verdict", verdict, "reasons", "We tried the door."))
                .then()
                .statusCode(status);
    }

    private List<UUID> stopped(int issues) {
        var response = Api.operator().create(path, stop(issues));
        response.then().statusCode(201).body("unclosed", equalTo(issues));
        Api.operator().create(path, stop(1)).then().statusCode(409);
        return response.jsonPath().getList("issues.issueId", UUID.class);
    }

    private static Map<String, Object> stop(int issues) {
        return Map.of(
                "reason",
                "The launch film promises what the watch cannot do.",
                "issues",
                IntStream.rangeClosed(1, issues)
                        .mapToObj(i -> Map.of("title", "Thing " + i + " is wrong", "detail", "See frame " + i))
                        .toList());
    }

    private void fix(UUID issueId) {
        member.api()
                .post(path + "/issues/" + issueId + "/fix", Map.of("words", "Cut it again."))
                .then()
                .statusCode(200);
    }

    private void close(UUID issueId) {
        Api.reviewer("reviewer-sun")
                .post(path + "/issues/" + issueId + "/close")
                .then()
                .statusCode(200);
    }

    private void close409(UUID issueId) {
        Api.reviewer("reviewer-sun")
                .post(path + "/issues/" + issueId + "/close")
                .then()
                .statusCode(409);
    }
}
