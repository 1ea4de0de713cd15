package io.houdao.campaign.budget;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static io.houdao.campaign.report.Events.impression;
import static io.houdao.contracts.campaign.Bid.PricingModel.CPA;
import static io.houdao.contracts.campaign.Bid.PricingModel.CPC;
import static io.houdao.contracts.campaign.Bid.PricingModel.CPM;
import static io.houdao.contracts.campaign.Bid.PricingModel.FIXED_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.houdao.campaign.Api;
import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.campaign.Stored;
import io.houdao.campaign.report.Events;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spent + leased + available = budget, always; and nothing is ever below zero. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class MoneyTest {

    private static final long FUNDS = 100 * Bodies.BUDGET;
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    @Inject
    Stored stored;

    private Events events;
    private Member member;

    @BeforeEach
    void anAdvertiserWithMoney() {
        events = new Events();
        member = Member.with(FUNDS);
    }

    @AfterEach
    void theBooksAreRight() {
        events.close();
        assertThat(stored.number("""
                        select count(*) from line_budget b
                        where state <> 'CLOSED' and spent_micros + leased_micros + available_micros <> budget_micros""")).isZero();
        assertThat(stored.number("""
                        select count(*) from line_budget b join (
                            select line_item_id,
                                   sum(case 'AVAILABLE' when target then amount_micros when source then -amount_micros else 0 end) a,
                                   sum(case 'LEASED' when target then amount_micros when source then -amount_micros else 0 end) l,
                                   sum(case 'SPENT' when target then amount_micros when source then -amount_micros else 0 end) s
                            from transfer where line_item_id is not null group by line_item_id) t using (line_item_id)
                        where (a, l, s) <> (available_micros, leased_micros, spent_micros)""")).isZero();
        assertThat(stored.number("""
                        select count(*) from line_budget b
                        where leased_micros <> (select coalesce(sum(outstanding_micros), 0) from lease l
                                                where l.line_item_id = b.line_item_id)""")).isZero();
        assertThat(member.available()
                        + member.account("reservedMicros")
                        + member.account("leasedMicros")
                        + member.account("spentMicros"))
                .isEqualTo(FUNDS);
    }

    @Test
    void aLeaseGrantsWhatThereIsAndNoMore() {
        var id = live(1_000_000);

        assertThat(lease(id, 600_000)).isEqualTo(600_000);
        assertThat(lease(id, 600_000)).isEqualTo(400_000);
        assertThat(lease(id, 600_000)).isZero();
        assertThat(lease(UUID.randomUUID(), 600_000)).isZero();
    }

    @Test
    void oneBatchDoesNotLendTheSameMoneyTwice() {
        var id = live(1_000_000);
        var request = Map.of("lineItemId", id, "amountMicros", 300_000);

        Api.service()
                .post(
                        "/v1/budget-leases",
                        Map.of("replica", "placement-1", "requests", Collections.nCopies(5, request)))
                .then()
                .statusCode(200)
                .body("leases.grantedMicros", equalTo(List.of(300_000, 300_000, 300_000, 100_000, 0)));
    }

    @Test
    void nothingIsLentOfWhatDoesNotRun() {
        var draft = member.draft(Bodies.campaign(lineItem(creative()))).jsonPath();
        var id = draft.getUUID("lineItems[0].lineItemId");
        assertThat(lease(id, 1)).isZero();

        var reviewId = member.inReview(draft.getUUID("campaignId"));
        assertThat(lease(id, 1)).isZero();

        Member.pass(reviewId);
        member.api().post("/v1/line-items/" + id + "/pause");
        assertThat(lease(id, 1)).isZero();

        member.api().post("/v1/line-items/" + id + "/resume");
        assertThat(lease(id, 1)).isOne();
    }

    @Test
    void aDayLendsNoMoreThanItsBudget() {
        var id = live(with(lineItem(creative()), "dailyBudgetMicros", 1_000_000));
        assertThat(lease(id, 700_000)).isEqualTo(700_000);
        events.say(impression(id, 500_000));
        await().atMost(A_WHILE).until(() -> balance(id, "spent") == 500_000);

        assertThat(lease(id, 700_000)).isEqualTo(300_000);
        assertThat(lease(id, 700_000)).isZero();
    }

    @Test
    void aDayIsFromMidnightToMidnightAlsoWhereItHas23Or25Hours() {
        member = Member.with(FUNDS, "America/New_York");
        for (var day :
                Map.of("2026-03-08T05:00:00Z", 23, "2026-11-01T04:00:00Z", 25).entrySet()) {
            var id = live(with(lineItem(creative()), "dailyBudgetMicros", 1_000_000));
            var midnight = Instant.parse(day.getKey());
            var next = midnight.plus(Duration.ofHours(day.getValue()));
            for (var moment : List.of(midnight.minusMillis(1), midnight, next.minusMillis(1), next)) {
                events.say(impression(id, 700_000, moment));
            }

            await().atMost(A_WHILE).until(() -> balance(id, "spent") + balance(id, "unbilled") == 4 * 700_000);
            assertThat(balance(id, "spent")).isEqualTo(700_000 + 1_000_000 + 700_000);
        }
    }

    @Test
    void aLeaseIsGivenBackOnceAndNoMoreThanIsLeftOfIt() {
        var id = live(1_000_000);
        var leaseId = leaseId(id, 800_000);
        events.say(impression(id, 500_000));
        await().atMost(A_WHILE).until(() -> balance(id, "spent") == 500_000);

        assertThat(giveBack(leaseId, 800_000)).isEqualTo(300_000);
        assertThat(giveBack(leaseId, 800_000)).isZero();
        assertThat(giveBack(UUID.randomUUID(), 1)).isZero();
        assertThat(balance(id, "available")).isEqualTo(500_000);
    }

    @Test
    void anEventCostsOnceHoweverOftenItArrives() {
        var id = live(1_000_000);
        lease(id, 1_000_000);
        var event = impression(id, 30_000);

        IntStream.range(0, 5).forEach(i -> events.say(event));
        IntStream.range(0, 5).forEach(i -> events.say("another partition " + i, io.houdao.contracts.Json.write(event)));
        events.say(impression(id, 1));

        await().atMost(A_WHILE).until(() -> balance(id, "spent") >= 30_001);
        await().during(Duration.ofSeconds(1)).atMost(A_WHILE).until(() -> balance(id, "spent") == 30_001);
        assertThat(stored.number("select count(*) from transfer where line_item_id = ? and reason = 'SPEND'", id))
                .isEqualTo(2);
    }

    @Test
    void eachPricingPaysForItsOwnEventAndForNoOther() {
        var id = live(1_000_000);
        var now = Instant.now();
        var prices = Map.of(CPM, 1_000L, CPC, 2_000L, CPA, 4_000L, FIXED_TIME, 8_000L);
        prices.forEach((pricing, price) -> {
            var showing = Events.showing(id, pricing, price);
            events.say(impression(showing));
            events.say(new ExperienceEvent.Click(showing, now, now));
            events.say(new ExperienceEvent.Conversion(showing, now, now, 5_000_000));
        });

        await().atMost(A_WHILE)
                .until(() -> stored.number("select sum(events) from delivery where line_item_id = ?", id)
                        == 3 * prices.size());
        assertThat(balance(id, "spent"))
                .as("one event each of CPM, CPC and CPA; a fixed time is paid as a whole")
                .isEqualTo(1_000 + 2_000 + 4_000);
    }

    @Test
    void whatAReplicaTookIntoItsGraveComesBack() throws Exception {
        var id = live(1_000_000);
        lease(id, 700_000);
        events.say(impression(id, 100_000));
        await().atMost(A_WHILE).until(() -> balance(id, "spent") == 100_000);

        stored.update("update lease set lapses_at = now() where line_item_id = ?", id);

        await().atMost(A_WHILE).until(() -> balance(id, "leased") == 0);
        assertThat(balance(id, "available")).isEqualTo(900_000);
    }

    @Test
    void anEventAfterItsLeaseLapsedIsPaidFromWhatIsAvailable() throws Exception {
        var id = live(1_000_000);
        lease(id, 1_000_000);
        stored.update("update lease set lapses_at = now() where line_item_id = ?", id);
        await().atMost(A_WHILE).until(() -> balance(id, "leased") == 0);

        events.say(impression(id, 400_000));

        await().atMost(A_WHILE).until(() -> balance(id, "spent") == 400_000);
        assertThat(balance(id, "available")).isEqualTo(600_000);
    }

    @Test
    void whatTheBudgetDoesNotCoverIsNotBilled() {
        var id = live(1_000_000);
        lease(id, 300_000);

        events.say(impression(id, 1_300_000));
        events.say(impression(id, 200_000));

        await().atMost(A_WHILE).until(() -> balance(id, "unbilled") == 500_000);
        assertThat(balance(id, "spent")).isEqualTo(1_000_000);
        assertThat(balance(id, "available")).isZero();
        assertThat(balance(id, "leased")).isZero();
    }

    @Test
    void whatComesBackToALineItemThatWasStoppedGoesToTheAdvertiser() throws Exception {
        var id = live(1_000_000);
        lease(id, 600_000);
        member.api().post("/v1/line-items/" + id + "/stop").then().statusCode(200);
        assertThat(member.available()).isEqualTo(FUNDS - 600_000);

        events.say(impression(id, 100_000));
        await().atMost(A_WHILE).until(() -> balance(id, "spent") == 100_000);
        stored.update("update lease set lapses_at = now() where line_item_id = ?", id);

        await().atMost(A_WHILE).until(() -> member.available() == FUNDS - 100_000);
    }

    @Test
    void aBudgetBelowWhatWasSpentIsAFinding() {
        var id = live(1_000_000);
        lease(id, 600_000);
        member.api()
                .patch("/v1/line-items/" + id, Map.of("budgetMicros", 500_000))
                .then()
                .statusCode(200);

        member.submit(member.lineItem(id).jsonPath().getUUID("campaignId"))
                .then()
                .body("findings.rule", equalTo(List.of("funds")))
                .body("findings.pointer", equalTo(List.of("/lineItems/0/budgetMicros")));
    }

    @Test
    void theLedgerIsNeverRewritten() {
        live(1_000_000);

        for (var rewriting : List.of(
                "update transfer set amount_micros = 1",
                "delete from transfer",
                "truncate transfer",
                "update change set who = 'nobody'",
                "delete from change")) {
            assertThatThrownBy(() -> stored.update(rewriting)).hasMessageContaining("append-only");
        }
    }

    @Test
    void noBalanceGoesBelowZeroWhateverAProgramBooks() {
        var id = live(1_000_000);
        var insert = "insert into transfer (at, reason, advertiser_id, line_item_id, source, target, amount_micros)"
                + " values (now(), 'SPEND', ?, ?, ?, ?, ?)";

        assertThatThrownBy(() -> stored.update(insert, member.advertiserId(), id, "AVAILABLE", "SPENT", 1_000_001L))
                .hasMessageContaining("available_micros");
        assertThatThrownBy(() -> stored.update(insert, member.advertiserId(), id, "LEASED", "SPENT", 1L))
                .hasMessageContaining("leased_micros");
        assertThatThrownBy(() -> stored.update(insert, member.advertiserId(), id, "FUNDS", "AVAILABLE", 1L))
                .as("more than the budget")
                .hasMessageContaining("line_budget");
        assertThatThrownBy(() -> stored.update(insert, member.advertiserId(), id, "SPENT", "AVAILABLE", 1L))
                .as("money that was spent does not come back")
                .hasMessageContaining("transfer");
        assertThatThrownBy(
                        () -> stored.update(insert, member.advertiserId(), UUID.randomUUID(), "AVAILABLE", "SPENT", 1L))
                .hasMessageContaining("no budget");
    }

    @Test
    void underManyThreadsWithEveryEventTwiceNothingIsLostOrMade() throws Exception {
        var ids = IntStream.range(0, 4).mapToObj(i -> live(2_000_000)).toList();
        var leases = new ConcurrentLinkedQueue<UUID>();
        var priceByItem = new HashMap<UUID, AtomicLong>();
        ids.forEach(id -> priceByItem.put(id, new AtomicLong()));

        var jobs = new ArrayList<Callable<Void>>();
        for (var thread = 0; thread < 8; thread++) {
            var random = new Random(thread);
            jobs.add(() -> {
                for (var i = 0; i < 25; i++) {
                    switch (random.nextInt(4)) {
                        case 0, 1 -> borrow(ids, random, leases);
                        case 2 -> {
                            var leaseId = leases.poll();
                            if (leaseId != null) {
                                giveBack(leaseId, random.nextInt(50_000));
                            }
                        }
                        default -> {
                            var id = ids.get(random.nextInt(ids.size()));
                            var price = 1 + random.nextInt(20_000);
                            var event = impression(id, price);
                            events.say(event);
                            events.say("again " + event.showing().key(), io.houdao.contracts.Json.write(event));
                            priceByItem.get(id).addAndGet(price);
                        }
                    }
                }
                return null;
            });
        }
        jobs.add(() -> {
            for (var i = 0; i < 10; i++) {
                var path = "/v1/line-items/" + ids.get(i % ids.size());
                member.api().post(path + "/pause").then().statusCode(200);
                member.api().post(path + "/resume").then().statusCode(200);
            }
            return null;
        });
        jobs.add(() -> {
            for (var i = 0; i < 10; i++) {
                stored.update(
                        "update lease set lapses_at = now() where id in (select id from lease order by random() limit 5)");
            }
            return null;
        });
        var pool = Executors.newFixedThreadPool(jobs.size());
        try {
            for (var future : pool.invokeAll(jobs)) {
                future.get();
            }
        } finally {
            pool.shutdown();
        }

        for (var id : ids) {
            await().atMost(A_WHILE)
                    .until(() -> balance(id, "spent") + balance(id, "unbilled")
                            == priceByItem.get(id).get());
            assertThat(balance(id, "spent")).isLessThanOrEqualTo(2_000_000);
            assertThat(stored.imbalance(id)).isZero();
        }
    }

    private void borrow(List<UUID> ids, Random random, ConcurrentLinkedQueue<UUID> leases) {
        var requests = IntStream.range(0, 6)
                .mapToObj(i -> Map.of(
                        "lineItemId", ids.get(random.nextInt(ids.size())), "amountMicros", random.nextInt(80_000)))
                .toList();
        var response = Api.service()
                .post("/v1/budget-leases", Map.of("replica", "placement-" + random.nextInt(3), "requests", requests));
        response.then().statusCode(200);
        response.jsonPath().getList("leases.leaseId", UUID.class).forEach(leases::add);
    }

    private UUID live(long budgetMicros) {
        return live(with(lineItem(creative()), "budgetMicros", budgetMicros));
    }

    private UUID live(Map<String, Object> lineItem) {
        return member.live(lineItem);
    }

    private long lease(UUID lineItemId, long micros) {
        return leaseOf(lineItemId, micros).getLong("leases[0].grantedMicros");
    }

    private UUID leaseId(UUID lineItemId, long micros) {
        return leaseOf(lineItemId, micros).getUUID("leases[0].leaseId");
    }

    private io.restassured.path.json.JsonPath leaseOf(UUID lineItemId, long micros) {
        var response = Api.service()
                .post(
                        "/v1/budget-leases",
                        Map.of(
                                "replica",
                                "placement-1",
                                "requests",
                                List.of(Map.of("lineItemId", lineItemId, "amountMicros", micros))));
        response.then().statusCode(200);
        var json = response.jsonPath();
        assertThat(json.getUUID("leases[0].lineItemId")).isEqualTo(lineItemId);
        assertThat(Instant.parse(json.getString("leases[0].expiresAt"))).isAfter(Instant.now());
        return json;
    }

    private long giveBack(UUID leaseId, long micros) {
        return Api.service()
                .post(
                        "/v1/budget-leases/returns",
                        Map.of("returns", List.of(Map.of("leaseId", leaseId, "amountMicros", micros))))
                .jsonPath()
                .getLong("returns[0].amountMicros");
    }

    private long balance(UUID lineItemId, String account) {
        return stored.number("select " + account + "_micros from line_budget where line_item_id = ?", lineItemId);
    }
}
