package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No path makes anything live that was not approved as it is. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class NoBypassTest {

    private static final int STEPS = 60;

    @Inject
    Stored stored;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverIsDoneInWhateverOrderTheModelAgrees(long seed) {
        try (var air = new Air()) {
            var walk = new Walk(seed, air, stored);
            for (var step = 0; step < STEPS; step++) {
                walk.step();
                walk.maybeReplay();
            }
            walk.replayAll();
            walk.checkTheAir();
        }
    }

    @Test
    void theDatabaseItselfRefusesWhatNoReviewPassed() {
        var member = Member.with(10 * Bodies.BUDGET);
        var campaign = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath();
        var id = campaign.getUUID("lineItems[0].lineItemId");
        var creativeId = campaign.getUUID("lineItems[0].creatives[0].creativeId");
        var live = "update line_item set status = 'LIVE', review_id = ? where id = ?";

        assertThatThrownBy(() -> stored.update(live, UUID.randomUUID(), id)).hasMessageContaining("not approved");
        var reviewId = member.inReview(campaign.getUUID("campaignId"));
        assertThatThrownBy(() -> stored.update(live, reviewId, id)).hasMessageContaining("not approved");
        assertThatThrownBy(() -> stored.update(
                        "update review set status = 'PASSED', reviewer = 'member-wang', decided_at = now(),"
                                + " user_benefit = 'x', sincerity = 'x', scene_fit = 'x' where id = ?",
                        reviewId))
                .as("the author")
                .hasMessageContaining("review");
        assertThatThrownBy(() -> stored.update(
                        "update review set status = 'PASSED', reviewer = 'x', decided_at = now() where id = ?",
                        reviewId))
                .as("without reasons")
                .hasMessageContaining("review");

        Member.pass(reviewId);
        assertThatThrownBy(() -> stored.update("update line_item set revision = revision + 1 where id = ?", id))
                .hasMessageContaining("not approved");
        assertThatThrownBy(() -> stored.update("update creative set version = 9 where id = ?", creativeId))
                .hasMessageContaining("not a draft");
        assertThatThrownBy(() -> stored.update("update review set reviewer = 'x' where id = ?", reviewId))
                .hasMessageContaining("decided");
        assertThatThrownBy(() -> stored.update("update review_item set revision = 9 where review_id = ?", reviewId))
                .hasMessageContaining("append-only");
        assertThat(member.status(id)).isEqualTo("live");
    }

    @Test
    void theDatabaseItselfCountsNoVerdictOfWhoWroteIt() throws Exception {
        var member = Member.with(10 * Bodies.BUDGET);
        var reviewId = member.inReview(
                member.draft(Bodies.campaign(lineItem(creative()))).jsonPath().getUUID("campaignId"));
        var vote = "insert into review_vote values (?, ?, now(), 'PASS', 'x', 'x', 'x')";
        var pass =
                "update review set status = 'PASSED', reviewer = ?, decided_at = now(), valid_until = now() + interval '1 day',"
                        + " user_benefit = 'x', sincerity = 'x', scene_fit = 'x' where id = ?";

        stored.update(vote, reviewId, "member-wang");
        assertThatThrownBy(() -> stored.update(pass, "reviewer-sun", reviewId)).hasMessageContaining("too few");

        stored.update(vote, reviewId, "reviewer-sun");
        assertThatThrownBy(() -> stored.update(pass, "member-wang", reviewId)).hasMessageContaining("review_check");
    }
}
