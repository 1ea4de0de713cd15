package io.houdao.campaign.report;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.campaign.Stored;
import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports add up to the ledger, and tell nothing of few people. Its days lie ahead, so that nothing else closes them. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class BreakdownTest {

    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final int K = 50;
    /** Of 256 bits that people share, so many people set 50 for all practical purposes. */
    private static final int CROWD = 100;

    private static final LocalDate DAY = LocalDate.of(2035, 3, 1);
    private static final Instant NOON = Instant.parse("2035-03-01T04:00:00Z");

    @Inject
    Stored stored;

    @Inject
    Publication publication;

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
        shown(CROWD, "home/entertainment", "tv-launcher.boot", 1_000);
        shown(CROWD, "home/life", "tv-launcher.boot", 3_000);
        shown(K - 1, "home/sport", "band.card", 7_001);
        awaitImpressions(CROWD + CROWD + K - 1);
        var spent = stored.number("select spent_micros from line_budget where line_item_id = ?", lineItemId);
        assertThat(spent).isEqualTo(CROWD * 1_000 + CROWD * 3_000 + (K - 1) * 7_001);
        member.api()
                .get(path)
                .then()
                .body("rows", equalTo(List.of()))
                .body("untold.impressions", equalTo(CROWD + CROWD + K - 1));

        publication.publish(lineItemId, DAY);
        for (var by : List.of("day", "scene", "slot", "creative", "day,scene,slot,creative")) {
            var report = member.api().get(path + "?by=" + by).jsonPath();
            assertThat(report.getLong("rows.spentMicros.sum()") + report.getLong("untold.spentMicros"))
                    .as(by)
                    .isEqualTo(spent);
            assertThat(report.getList("rows.impressions", Integer.class)).as(by).allMatch(count -> count >= K);
        }
        member.api()
                .get(path + "?by=scene")
                .then()
                .body("currency", equalTo("CNY"))
                .body("k", equalTo(K))
                .body("rows.scene", equalTo(List.of("home/entertainment", "home/life")))
                .body("rows.others", equalTo(List.of(false, false)))
                .body("untold.impressions", equalTo(K - 1))
                .body("untold.spentMicros", equalTo((K - 1) * 7_001));

        shown(CROWD, "home/sport", "band.menu", 1_000);
        awaitImpressions(3 * CROWD + K - 1);
        publication.publish(lineItemId, DAY);
        member.api().get(path).then().body("untold.impressions", equalTo(CROWD + K - 1));
        publication.publish(lineItemId, DAY.plusDays(1));
        member.api()
                .get(path + "?by=scene,slot&from=" + DAY + "&to=" + DAY)
                .then()
                .body("rows.findAll { it.scene == 'home/sport' }.slotId", equalTo(List.of("band.menu")))
                .body("untold", nullValue());
    }

    @Test
    void whoComesOftenIsOnePerson() {
        var often = showing("home/entertainment", "tv-launcher.boot", 1_000);
        var person = new PersonId(UUID.randomUUID());
        for (var i = 0; i < 2 * CROWD; i++) {
            events.say(impression(of(often, person)));
        }
        awaitImpressions(2 * CROWD);

        publication.publish(lineItemId, DAY);

        member.api().get(path).then().body("rows", equalTo(List.of())).body("untold.impressions", equalTo(2 * CROWD));
        member.api()
                .get(path.replace("/breakdown", ""))
                .then()
                .body("totals.impressions", equalTo(2 * CROWD))
                .body("totals.toldImpressions", equalTo(0));
    }

    @Test
    void whatIsSmallWaitsForMoreAndIsOneRowWithIt() {
        shown(K - 1, "home/entertainment", "tv-launcher.boot", 1_000);
        awaitImpressions(K - 1);
        publication.publish(lineItemId, DAY);
        member.api().get(path).then().body("rows", equalTo(List.of()));

        shown(K - 1, "home/life", "band.card", 1_000);
        awaitImpressions(2 * (K - 1));
        publication.publish(lineItemId, DAY.plusDays(1));

        member.api()
                .get(path + "?by=day,scene")
                .then()
                .body("rows.day", equalTo(List.of(DAY.toString())))
                .body("rows.scene", equalTo(Collections.singletonList(null)))
                .body("rows.others", equalTo(List.of(true)))
                .body("rows.impressions", equalTo(List.of(2 * (K - 1))))
                .body("untold.impressions", equalTo(0));
        member.api().get(path + "?to=2020-01-01").then().body("rows", equalTo(List.of()));
    }

    @Test
    void closesAndLikesStandBesideClicksInJsonAndInCsv() {
        shown(CROWD, "home/entertainment", "tv-launcher.boot", 1_000);
        var showing = showing("home/entertainment", "tv-launcher.boot", 0);
        events.say(new ExperienceEvent.Close(showing, NOON, NOON, Duration.ofMillis(800)));
        events.say(new ExperienceEvent.Useful(showing, NOON, NOON));
        events.say(new ExperienceEvent.Click(showing, NOON, NOON));
        awaitImpressions(CROWD);
        await().atMost(A_WHILE)
                .until(() -> stored.number("select sum(events) from delivery where line_item_id = ?", lineItemId)
                        == CROWD + 3);

        publication.publish(lineItemId, DAY);

        member.api()
                .get(path + "?by=slot&format=csv&lineItemId=" + lineItemId)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(equalTo("day,scene,slotId,creativeId,others,untold,spentMicros,impressions,viewables,clicks,"
                        + "checkIns,conversions,useful,closes,hides,complaints\r\n"
                        + ",,tv-launcher.boot,,false,false,100000,100,0,1,0,0,1,1,0,0\r\n"
                        + ",,,,false,true,0,0,,,,,,,,\r\n"));
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
            events.say(impression(showing(scene, slot, price)));
        }
    }

    private static ExperienceEvent impression(Showing showing) {
        return new ExperienceEvent.Impression(showing, NOON, NOON);
    }

    private static Showing of(Showing showing, PersonId person) {
        return new Showing(
                new DecisionId(UUID.randomUUID()),
                showing.decidedAt(),
                person,
                null,
                showing.touchpointId(),
                showing.slotId(),
                showing.scene(),
                showing.lineItemId(),
                showing.campaignId(),
                showing.advertiserId(),
                showing.creativeId(),
                showing.pricing(),
                showing.priceMicros(),
                showing.propensity(),
                showing.featuresHash());
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
