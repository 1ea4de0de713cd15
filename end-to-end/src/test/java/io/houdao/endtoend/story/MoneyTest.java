package io.houdao.endtoend.story;

import static io.houdao.local.Service.CAMPAIGN;
import static io.houdao.local.Service.PLACEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.local.LocalPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One line item's money, counted to the last micro while the replica that promises it is killed and another goes on. */
class MoneyTest {

    private static final String SCENE = "home/entertainment";
    private static final String SLOT = "tv-player.brand-channel";
    private static final long BUDGET = 6_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SharedSuite suite = SharedSuite.running();
    private final Drivers drivers = suite.drivers();
    private final List<Promise> promises = new ArrayList<>();

    @Test
    void everyMicroIsAccountedForThoughTheReplicaIsKilledAndEventsComeTwiceAndLate() throws SQLException {
        var campaign = launch();
        promise(campaign, 8);
        tell(promises.subList(0, 4));

        suite.suite().kill(PLACEMENT);
        tell(promises.subList(0, 6));
        suite.suite().start(PLACEMENT);
        promise(campaign, 8);
        tell(promises);
        tell(promises);

        var owed = promises.stream().mapToLong(Promise::priceMicros).sum();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(books(campaign).spent()).isEqualTo(owed));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> books(campaign).spent() == owed);
        var books = books(campaign);
        assertThat(books.available() + books.leased() + books.spent()).isEqualTo(BUDGET);
        assertThat(books.outstanding()).as("what leases say is out").isEqualTo(books.leased());
        assertThat(books.spent()).isLessThanOrEqualTo(BUDGET);
        assertThat(books.unbilled()).isZero();
    }

    /** Has ads of the campaign promised to so many televisions. */
    private void promise(LiveCampaign campaign, int count) {
        for (var television : Cast.televisions(drivers, count)) {
            var decision = await().atMost(PATIENCE)
                    .until(() -> drivers.placement().ask(television, SCENE, SLOT), d -> d.shows(campaign.lineItemId()));
            promises.add(new Promise(television, decision.shown(), price(decision)));
        }
    }

    private long price(Decision decision) {
        var price = drivers.placement().explain(decision.decisionId()).path("chargeMicros");
        assertThat(price.isIntegralNumber()).isTrue();
        return price.asLong();
    }

    private void tell(List<Promise> shown) {
        for (var promise : shown) {
            drivers.feedback()
                    .tell(
                            promise.television(),
                            List.of(Event.impression(promise.ad().receipt())));
        }
    }

    private LiveCampaign launch() {
        var advertiserId = DemoWorld.advertiserId("lingdu");
        var body = Launch.dated(DataFiles.json("/story/car.json"), Instant.now());
        body.put("name", "To the last micro " + UUID.randomUUID());
        var lineItem = (ObjectNode) body.path("lineItems").path(0);
        ((ObjectNode) lineItem.path("bid")).put("amountMicros", 200_000_000);
        lineItem.put("budgetMicros", BUDGET);
        var campaign = LiveCampaign.of(
                advertiserId,
                drivers.campaign().draft(advertiserId, UUID.randomUUID().toString(), body));
        Launch.throughBothVerdicts(drivers.campaign(), advertiserId, campaign.campaignId());
        return campaign;
    }

    private Books books(LiveCampaign campaign) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        suite.suite().databaseUrl(CAMPAIGN), LocalPostgres.USER, LocalPostgres.PASSWORD);
                var select = connection.prepareStatement("""
                        select available_micros, leased_micros, spent_micros, unbilled_micros,
                               (select coalesce(sum(outstanding_micros), 0) from lease l
                                where l.line_item_id = b.line_item_id)
                        from line_budget b where line_item_id = ?""")) {
            select.setObject(1, campaign.lineItemId());
            try (var row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return new Books(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
            }
        }
    }

    private record Promise(UUID television, Decision.Ad ad, long priceMicros) {}

    private record Books(long available, long leased, long spent, long unbilled, long outstanding) {}
}
