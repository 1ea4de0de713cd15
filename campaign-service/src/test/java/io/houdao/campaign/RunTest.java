package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RunTest {

    private static final long FUNDS = 10 * Bodies.BUDGET;
    private static final Duration SOON = Duration.ofSeconds(60);

    private Air air;

    @BeforeEach
    void listen() {
        air = new Air();
        air.all();
    }

    @AfterEach
    void hangUp() {
        air.close();
    }

    @Test
    void aPackageRunsOnManyTouchpointsUnderOneSharedCap() {
        var touchpoints = IntStream.range(0, 12).mapToObj(i -> "app-" + i).toList();
        var cap = Map.of("level", "CAMPAIGN", "per", "PERSON", "limit", 3, "window", "P11D");
        var entry = with(with(lineItem(creative()), "touchpoints", touchpoints), "caps", List.of(cap));
        var member = Member.with(43 * Bodies.BUDGET);
        var entries = IntStream.range(0, 43)
                .mapToObj(i -> with(entry, "name", "Entry " + i))
                .toArray();
        var campaign = member.draft(Bodies.campaign(entries)).jsonPath();

        Member.pass(member.inReview(campaign.getUUID("campaignId")));

        var last = campaign.getUUID("lineItems[42].lineItemId");
        await().atMost(SOON).until(() -> air.of(last).isPresent());
        var live = air.of(last).orElseThrow();
        assertThat(live.touchpoints()).hasSize(12);
        assertThat(live.caps()).containsExactly(new FrequencyCap(Level.CAMPAIGN, Per.PERSON, 3, Duration.ofDays(11)));
    }

    @Test
    void whatPassesBothVerdictsIsOnTheAir() {
        var member = Member.with(FUNDS);
        var campaign = member.draft(Bodies.campaign(lineItem(creative())));
        var lineItemId = campaign.jsonPath().getUUID("lineItems[0].lineItemId");
        var reviewId = member.inReview(campaign.jsonPath().getUUID("campaignId"));
        assertThat(air.everSaidOf(lineItemId)).isFalse();

        Member.pass(reviewId);

        await().atMost(SOON).until(() -> air.of(lineItemId).isPresent());
        var live = air.of(lineItemId).orElseThrow();
        assertThat(live.payer()).isEqualTo("青禾大米 Qinghe Rice");
        assertThat(live.currency()).isEqualTo("CNY");
        assertThat(live.zone()).isEqualTo(Member.ZONE);
        assertThat(live.category()).isEqualTo("food");
        assertThat(live.childSafe()).isTrue();
        assertThat(live.bid().model()).isEqualTo(PricingModel.CPM);
        assertThat(live.audience().aiot()).hasToString("Has[tag=rice-texture:soft]");
        assertThat(live.creatives()).singleElement().satisfies(shown -> {
            assertThat(shown.benefit()).startsWith("A sample bag");
            assertThat(shown.variants()).hasSize(1);
        });
        assertThat(live.version()).isEqualTo(member.version(lineItemId));
        assertThat(member.status(lineItemId)).isEqualTo("live");
        assertThat(member.available()).isEqualTo(FUNDS - Bodies.BUDGET);
    }

    @Test
    void whatIsPausedIsOffTheAirAndBackWhenResumed() {
        var member = Member.with(FUNDS);
        var id = member.live(lineItem(creative()));
        await().atMost(SOON).until(() -> air.of(id).isPresent());
        var before = air.of(id).orElseThrow();

        member.api()
                .post("/v1/line-items/" + id + "/pause")
                .then()
                .statusCode(200)
                .body("status", equalTo("paused"));
        await().atMost(SOON).until(() -> air.of(id).isEmpty());
        member.api().post("/v1/line-items/" + id + "/pause").then().statusCode(409);

        member.api()
                .post("/v1/line-items/" + id + "/resume")
                .then()
                .statusCode(200)
                .body("status", equalTo("live"));
        await().atMost(SOON).until(() -> air.of(id).isPresent());
        var after = air.of(id).orElseThrow();
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.creatives()).isEqualTo(before.creatives());
    }

    @Test
    void whatAnOperatorPausedOnlyAnOperatorResumes() {
        var member = Member.with(FUNDS);
        var id = member.live(lineItem(creative()));
        member.api().post("/v1/line-items/" + id + "/pause").then().statusCode(200);
        Api.operator().post("/v1/line-items/" + id + "/pause").then().statusCode(200);

        member.api()
                .post("/v1/line-items/" + id + "/resume")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("operator"));
        assertThat(member.status(id)).isEqualTo("paused");

        Api.operator().post("/v1/line-items/" + id + "/resume").then().statusCode(200);
    }

    @Test
    void whatIsStoppedStaysStoppedAndItsMoneyComesBack() {
        var member = Member.with(FUNDS);
        var id = member.live(lineItem(creative()));
        await().atMost(SOON).until(() -> air.of(id).isPresent());

        member.api()
                .post("/v1/line-items/" + id + "/stop")
                .then()
                .statusCode(200)
                .body("status", equalTo("stopped"));

        await().atMost(SOON).until(() -> air.of(id).isEmpty());
        assertThat(member.available()).isEqualTo(FUNDS);
        for (var again : List.of("resume", "pause", "stop")) {
            member.api().post("/v1/line-items/" + id + "/" + again).then().statusCode(409);
        }
        member.api()
                .put("/v1/line-items/" + id, member.version(id), with(lineItem(creative()), "name", "Again"))
                .then()
                .statusCode(409);
    }

    @Test
    void anyChangeThatPeopleCouldNoticeGoesBackToDraftAndOffTheAir() {
        var changes = Map.<String, Object>of(
                "scenes", List.of("home/entertainment", "home/life"),
                "touchpoints", List.of(),
                "audience", Map.of("basic", "city:beijing"),
                "caps", List.of(Map.of("level", "LINE_ITEM", "per", "PERSON", "limit", 1, "window", "P1D")),
                "endsAt", "2035-01-01T00:00:00Z",
                "creatives", List.of(with(creative(), "benefit", "Two sample bags of rice")));
        changes.forEach((field, value) -> {
            var member = Member.with(FUNDS);
            var id = member.live(lineItem(creative()));
            await().atMost(SOON).until(() -> air.of(id).isPresent());

            member.api()
                    .patch("/v1/line-items/" + id, Map.of(field, value))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("draft"));

            await().atMost(SOON).until(() -> air.of(id).isEmpty());
            assertThat(member.available()).as(field).isEqualTo(FUNDS);
        });
    }

    @Test
    void aCreativeThatIsAddedChangedOrRemovedTakesItsLineItemOffTheAir() {
        var member = Member.with(FUNDS);
        var id = member.live(lineItem(creative()));
        var creatives = "/v1/line-items/" + id + "/creatives";
        var creativeId = member.lineItem(id).jsonPath().getUUID("creatives[0].creativeId");

        member.api()
                .put(creatives + "/" + creativeId, 0, with(creative(), "benefit", "Two sample bags of rice"))
                .then()
                .statusCode(200)
                .body("version", equalTo(1));
        offTheAir(member, id);
        member.api()
                .put(creatives + "/" + creativeId, 0, with(creative(), "benefit", "Three sample bags"))
                .then()
                .statusCode(409);

        passAgain(member, id);
        var second = member.api().create(creatives, creative());
        second.then().statusCode(201).header("Location", containsString(creatives));
        offTheAir(member, id);

        passAgain(member, id);
        member.api()
                .delete(creatives + "/" + second.jsonPath().getUUID("creativeId"))
                .then()
                .statusCode(204);
        offTheAir(member, id);
    }

    private void offTheAir(Member member, UUID id) {
        assertThat(member.status(id)).isEqualTo("draft");
        await().atMost(SOON).until(() -> air.of(id).isEmpty());
    }

    private void passAgain(Member member, UUID id) {
        var campaignId = member.lineItem(id).jsonPath().getUUID("campaignId");
        Member.pass(member.inReview(campaignId));
        await().atMost(SOON).until(() -> air.of(id).isPresent());
    }

    @Test
    void anotherBidNeedsNoSecondVerdict() {
        var member = Member.with(FUNDS);
        var id = member.live(lineItem(creative()));
        await().atMost(SOON).until(() -> air.of(id).isPresent());

        member.api()
                .patch(
                        "/v1/line-items/" + id,
                        Map.of("bid", Map.of("amountMicros", 40_000_000), "dailyBudgetMicros", 1_000_000))
                .then()
                .statusCode(200)
                .body("status", equalTo("live"));

        await().atMost(SOON).until(() -> air.of(id).orElseThrow().bid().amountMicros() == 40_000_000);
        assertThat(air.of(id).orElseThrow().dailyBudgetMicros()).isEqualTo(1_000_000);
        assertThat(member.available()).isEqualTo(FUNDS - Bodies.BUDGET);
    }

    @Test
    void aChangeThatChangesNothingLeavesItOnTheAir() {
        var member = Member.with(FUNDS);
        var body = lineItem(creative());
        var id = member.live(body);

        member.api()
                .put("/v1/line-items/" + id, member.version(id), body)
                .then()
                .statusCode(200)
                .body("status", equalTo("live"));
    }

    @Test
    void aChangeBasedOnAnOldVersionIsRefused() {
        var member = Member.with(FUNDS);
        var id = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath().getUUID("lineItems[0].lineItemId");
        var path = "/v1/line-items/" + id;
        var old = member.version(id);
        member.api()
                .put(path, old, with(lineItem(creative()), "name", "First"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");

        member.api()
                .put(path, old, with(lineItem(creative()), "name", "Second"))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("version"));
        member.api()
                .patch(path, Map.of("name", "Second", "version", old))
                .then()
                .statusCode(409);
        member.api()
                .request()
                .body(with(lineItem(creative()), "name", "Second"))
                .put(path)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("If-Match"));
        assertThat(member.lineItem(id).jsonPath().getString("name")).isEqualTo("First");
    }

    @Test
    void aFlightThatIsOverEndsByItselfAndItsMoneyComesBack() {
        var member = Member.with(FUNDS);
        var end = Instant.now().plusSeconds(3);
        var id = member.live(with(lineItem(creative()), "endsAt", end.toString()));

        await().atMost(Duration.ofSeconds(60)).until(() -> member.status(id).equals("ended"));

        await().atMost(SOON).until(() -> air.of(id).isEmpty());
        assertThat(member.available()).isEqualTo(FUNDS);
    }

    @Test
    void aFixedTimeIsChargedOnceHoweverOftenItGoesLive() {
        var member = Member.with(FUNDS);
        var id = member.live(with(
                with(lineItem(creative()), "delivery", "SPONSORSHIP"),
                "bid",
                Map.of("model", "FIXED_TIME", "amountMicros", 3_000_000_000L)));
        assertThat(member.account("spentMicros")).isEqualTo(3_000_000_000L);

        member.api()
                .patch(
                        "/v1/line-items/" + id,
                        Map.of("scenes", List.of("home/entertainment"), "touchpoints", List.of()))
                .then()
                .statusCode(200);
        passAgain(member, id);

        assertThat(member.account("spentMicros")).isEqualTo(3_000_000_000L);
        assertThat(member.available()).isEqualTo(FUNDS - Bodies.BUDGET);
    }

    @Test
    void houseCostsNothing() {
        var member = Member.with(0);
        var id = member.live(with(
                with(lineItem(creative()), "delivery", "HOUSE"), "bid", Map.of("model", "CPM", "amountMicros", 0)));

        await().atMost(SOON).until(() -> air.of(id).isPresent());
        assertThat(member.available()).isZero();
    }

    @Test
    void whatCannotBePaidIsNotSubmitted() {
        var member = Member.with(Bodies.BUDGET - 1);
        var campaign = member.draft(Bodies.campaign(lineItem(creative())));

        member.submit(campaign.jsonPath().getUUID("campaignId"))
                .then()
                .statusCode(200)
                .body("status", equalTo("failed-bottom-line"))
                .body("findings.rule", equalTo(List.of("funds")));
        assertThat(member.available()).isEqualTo(Bodies.BUDGET - 1);
    }

    @Test
    void noTwoLineItemsAreGivenTheSameMoney() {
        var member = Member.with(Bodies.BUDGET);
        member.live(lineItem(creative()));
        var second = member.draft(Bodies.campaign(lineItem(creative())));

        member.submit(second.jsonPath().getUUID("campaignId")).then().body("findings.rule", equalTo(List.of("funds")));
    }

    @Test
    void aLaterLineItemIsReviewedAloneWhileTheOthersRun() {
        var member = Member.with(FUNDS);
        var first = member.live(lineItem(creative()));
        var campaignId = member.lineItem(first).jsonPath().getUUID("campaignId");
        var second = member.api()
                .create("/v1/campaigns/" + campaignId + "/line-items", lineItem(creative()))
                .jsonPath()
                .getUUID("lineItemId");
        member.submit(campaignId).then().statusCode(200).body("findings", empty());

        assertThat(member.status(first)).isEqualTo("live");
        assertThat(member.status(second)).isEqualTo("in-review");
    }
}
