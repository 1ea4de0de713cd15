package io.houdao.campaign.budget;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.campaign.Stored;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refunds, statements, and days that are closed for good. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class LedgerTest {

    private static final long FUNDS = 10 * Bodies.BUDGET;
    private static final long PRICE = 3_000_000_000L;

    @Inject
    Stored stored;

    private Member member;

    @BeforeEach
    void anAdvertiserWithMoney() {
        member = Member.with(FUNDS);
    }

    @Test
    void aFixedTimeThatIsStoppedBeforeItBeginsIsGivenBackWhole() {
        var id = fixed(Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(2)));
        assertThat(member.account("spentMicros")).isEqualTo(PRICE);

        member.api().post("/v1/line-items/" + id + "/stop").then().statusCode(200);

        assertThat(member.account("spentMicros")).isZero();
        assertThat(member.available()).isEqualTo(FUNDS);
    }

    @Test
    void aFixedTimeThatIsStoppedHalfWayIsGivenBackByHalf() {
        var id = fixed(Instant.now().minus(Duration.ofDays(50)), Instant.now().plus(Duration.ofDays(50)));

        member.api().post("/v1/line-items/" + id + "/stop").then().statusCode(200);

        // A minute of the hundred days costs 20,834 micros.
        assertThat(member.account("spentMicros")).isBetween(PRICE / 2, PRICE / 2 + 40_000);
        assertThat(member.available() + member.account("spentMicros")).isEqualTo(FUNDS);
    }

    @Test
    void whatWasSpentOnEventsIsNeverRefundedWhateverAProgramBooks() {
        var id = member.live(lineItem(creative()));
        var insert = "insert into transfer (at, reason, advertiser_id, line_item_id, source, target, amount_micros)"
                + " values (now(), ?, ?, ?, 'SPENT', 'FUNDS', 1)";

        assertThatThrownBy(() -> stored.update(insert, "RELEASE", member.advertiserId(), id))
                .hasMessageContaining("transfer_refund");
        assertThatThrownBy(() -> stored.update(insert, "REFUND", member.advertiserId(), id))
                .hasMessageContaining("line_budget_check");
    }

    @Test
    void theStatementTellsEveryBookingNewestFirst() {
        var id = member.live(lineItem(creative()));
        member.api().post("/v1/line-items/" + id + "/stop").then().statusCode(200);
        var path = "/v1/advertisers/" + member.advertiserId() + "/bookings";

        member.api()
                .get(path)
                .then()
                .statusCode(200)
                .body("items.reason", equalTo(List.of("RELEASE", "RESERVE", "DEPOSIT")))
                .body("items[1].lineItemId", equalTo(id.toString()))
                .body("items[2].reference", equalTo("transfer 1"));
        var first = member.api().get(path + "?limit=2").jsonPath();
        member.api()
                .get(path + "?cursor=" + first.getString("next"))
                .then()
                .body("items", hasSize(1))
                .body("items[0].reason", equalTo("DEPOSIT"));
    }

    @Test
    void aDayIsClosedOnceAndNothingIsBookedOnItAfterwards() throws Exception {
        var deposit = "insert into transfer (at, reason, advertiser_id, source, target, amount_micros)"
                + " values (now() - interval '2 days', 'DEPOSIT', ?, 'OUTSIDE', 'FUNDS', 1000)";
        stored.update(deposit, member.advertiserId());
        stored.update(
                "update advertiser set created_at = now() - interval '3 days' where id = ?", member.advertiserId());
        var path = "/v1/advertisers/" + member.advertiserId() + "/days";

        await().atMost(Duration.ofSeconds(60))
                .until(() -> member.api().get(path).jsonPath().getList("items").size() == 3);
        member.api()
                .get(path)
                .then()
                .body("items[0].day", equalTo(today().minusDays(1).toString()))
                .body("items.paidInMicros", equalTo(List.of(1000, 1000, 0)))
                .body("items.availableMicros", equalTo(List.of(1000, 1000, 0)))
                .body("items.transfers", equalTo(List.of(0, 1, 0)));
        assertThatThrownBy(() -> stored.update(deposit, member.advertiserId())).hasMessageContaining("closed");
        assertThatThrownBy(() -> stored.update("update day_close set transfers = 0"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> stored.update(
                        "insert into day_close values (?, date '2020-01-01', now(), now(), 0, 1, 0, 0, 0, 0, 0)",
                        member.advertiserId()))
                .as("a day on which a micro is nowhere")
                .hasMessageContaining("day_close_check");
        assertThat(member.available()).isEqualTo(FUNDS + 1000);
    }

    @Test
    void aDayIsClosedAtMidnightAlsoWhereTheClocksChange() throws Exception {
        var abroad = Member.with(0, "America/New_York");
        stored.update("update advertiser set created_at = '2026-03-07 12:00Z' where id = ?", abroad.advertiserId());
        var hours = "select extract(epoch from c.ends_at - b.ends_at) / 3600 from day_close b"
                + " join day_close c on c.advertiser_id = b.advertiser_id and c.day = b.day + 1 where b.advertiser_id = ?"
                + " order by b.day";

        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        stored.number("select count(*) from day_close where advertiser_id = ?", abroad.advertiserId())
                                >= 2);

        assertThat(stored.number(hours, abroad.advertiserId())).isEqualTo(23);
        assertThat(stored.number(
                        "select extract(epoch from min(ends_at)) from day_close where advertiser_id = ?",
                        abroad.advertiserId()))
                .isEqualTo(Instant.parse("2026-03-08T05:00:00Z").getEpochSecond());
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of(Member.ZONE));
    }

    private UUID fixed(Instant startsAt, Instant endsAt) {
        var body = with(
                with(lineItem(creative()), "delivery", "SPONSORSHIP"),
                "bid",
                Map.of("model", "FIXED_TIME", "amountMicros", PRICE));
        return member.live(with(with(body, "startsAt", startsAt.toString()), "endsAt", endsAt.toString()));
    }
}
