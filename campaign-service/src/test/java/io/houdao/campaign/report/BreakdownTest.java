package io.houdao.campaign.report;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.campaign.Stored;
import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports add up to the ledger, and tell nothing of few people. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class BreakdownTest {

    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final int K = 50;

    @Inject
    Stored stored;

    private Events events;
    private Member member;
    private UUID lineItemId;
    private String path;

    @BeforeEach
    void aLineItemThatRuns() {
        events = new Events();
        member = Member.with(10 * Bodies.BUDGET);
        lineItemId = member.live(lineItem(creative()));
        path = "/v1/campaigns/" + member.lineItem(lineItemId).jsonPath().getString("campaignId") + "/report/breakdown";
    }

    @AfterEach
    void hangUp() {
        events.close();
    }

    @Test
    void theRowsAddUpToTheLedgerAndWhatIsSmallIsNotToldApart() {
        shown(60, "home/entertainment", "tv-launcher.boot", 1_000);
        shown(55, "home/life", "tv-launcher.boot", 3_000);
        shown(49, "home/sport", "band.card", 7_001);
        awaitImpressions(60 + 55 + 49);
        var spent = stored.number("select spent_micros from line_budget where line_item_id = ?", lineItemId);
        assertThat(spent).isEqualTo(60 * 1_000 + 55 * 3_000 + 49 * 7_001);

        for (var by : List.of("day", "scene", "slot", "creative", "day,scene,slot,creative")) {
            var rows = member.api().get(path + "?by=" + by).jsonPath();
            assertThat(rows.getLong("rows.spentMicros.sum()")).as(by).isEqualTo(spent);
            assertThat(rows.getLong("rows.impressions.sum()")).as(by).isEqualTo(164);
            assertThat(rows.getList("rows.impressions", Integer.class)).as(by).allMatch(count -> count >= K);
        }
        member.api()
                .get(path + "?by=scene")
                .then()
                .body("currency", equalTo("CNY"))
                .body("k", equalTo(K))
                .body("rows.scene", equalTo(java.util.Arrays.asList("home/entertainment", null)))
                .body("rows.others", equalTo(List.of(false, true)))
                .body("rows[1].impressions", equalTo(55 + 49));
    }

    @Test
    void whatIsSmallAltogetherIsOneRow() {
        shown(3, "home/entertainment", "tv-launcher.boot", 1_000);
        shown(2, "home/life", "tv-launcher.boot", 1_000);
        awaitImpressions(5);

        member.api()
                .get(path + "?by=scene,slot")
                .then()
                .body("rows.others", equalTo(List.of(true)))
                .body("rows[0].impressions", equalTo(5));
        member.api().get(path + "?to=2020-01-01").then().body("rows", equalTo(List.of()));
    }

    @Test
    void closesAndLikesStandBesideClicksInJsonAndInCsv() {
        shown(50, "home/entertainment", "tv-launcher.boot", 1_000);
        var showing = showing("home/entertainment", "tv-launcher.boot", 0);
        var now = Instant.now();
        events.say(new ExperienceEvent.Close(showing, now, now, Duration.ofMillis(800)));
        events.say(new ExperienceEvent.Useful(showing, now, now));
        events.say(new ExperienceEvent.Click(showing, now, now));
        awaitImpressions(50);
        await().atMost(A_WHILE).until(() -> member.api().get(path).jsonPath().getLong("rows.clicks.sum()") == 1);

        member.api()
                .get(path + "?by=slot&format=csv&lineItemId=" + lineItemId)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(equalTo("day,scene,slotId,creativeId,others,spentMicros,impressions,viewables,clicks,checkIns,"
                        + "conversions,useful,closes,hides,complaints\r\n"
                        + ",,tv-launcher.boot,,false,50000,50,0,1,0,0,1,1,0,0\r\n"));
        for (var wrong : List.of("by=person", "from=yesterday", "format=xml")) {
            member.api()
                    .get(path + "?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem(wrong.replaceAll("=.*", "")));
        }
    }

    private void shown(int times, String scene, String slot, long price) {
        for (var i = 0; i < times; i++) {
            events.say(Events.impression(showing(scene, slot, price)));
        }
    }

    private Showing showing(String scene, String slot, long price) {
        var usual = Events.showing(lineItemId, PricingModel.CPM, price);
        return new Showing(
                usual.decisionId(),
                usual.decidedAt(),
                null,
                null,
                usual.touchpointId(),
                new SlotId(slot),
                Scene.of(scene),
                usual.lineItemId(),
                usual.campaignId(),
                usual.advertiserId(),
                usual.creativeId(),
                usual.pricing(),
                usual.priceMicros(),
                1,
                0);
    }

    private void awaitImpressions(long count) {
        await().atMost(A_WHILE)
                .until(() -> stored.number(
                                "select sum(events) from delivery where line_item_id = ? and kind = 'impression'",
                                lineItemId)
                        == count);
    }
}
