package io.houdao.endtoend.story;

import static io.houdao.local.Service.CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.SecondPlacement;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.PlacementDriver;
import io.houdao.endtoend.driver.PlacementDriver.Opportunity;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.driver.Unreachable;
import io.houdao.local.LocalPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One line item's money, counted to the last micro: two replicas promise it, and one of them is killed. */
class MoneyTest {

    private static final String SCENE = "home/entertainment";
    private static final String SLOT = "tv-player.brand-channel";
    /** So much that pacing holds nothing back. */
    private static final long BUDGET = 6_000_000_000L;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SharedSuite suite = SharedSuite.running();
    private final Drivers drivers = suite.drivers();
    private final Deque<UUID> televisions = Cast.televisions(drivers, 12);
    private final List<Promise> promises = new ArrayList<>();

    @Test
    void twoReplicasOneOfThemKilledAndEventsTwiceAndLateChargeEveryShowingOnceAndNeverMoreThanTheBudget()
            throws IOException, InterruptedException, SQLException {
        var campaign = launch();
        try (var second = new SecondPlacement(suite)) {
            awaitReady(second.driver());
            for (var round = 0; round < 4; round++) {
                promise(drivers.placement(), campaign);
                promise(second.driver(), campaign);
            }
            tell(promises.subList(0, 3));
            second.kill();
        }
        tell(promises.subList(0, 6));
        for (var more = 0; more < 4; more++) {
            promise(drivers.placement(), campaign);
        }
        tell(promises);
        tell(promises);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(books(campaign).spent()).isEqualTo(owed(promises)));
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(30))
                .until(() -> books(campaign).spent() == owed(promises));
        var books = books(campaign);
        assertThat(books.available() + books.leased() + books.spent()).isEqualTo(BUDGET);
        assertThat(books.outstanding()).as("what leases say is out").isEqualTo(books.leased());
        assertThat(books.unbilled()).isZero();
        assertThat(owed(promises)).isLessThanOrEqualTo(BUDGET);
    }

    private static void awaitReady(PlacementDriver second) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(failure -> failure instanceof Unreachable || failure instanceof Refused)
                .until(() -> second.view().path("caughtUp").asBoolean());
    }

    /** Has the replica promise one more showing. */
    private void promise(PlacementDriver replica, LiveCampaign campaign) {
        var decision = await().atMost(PATIENCE)
                .until(() -> ask(replica, televisions.getFirst(), campaign), it -> it.shows(campaign.lineItemId()));
        keep(replica, decision);
    }

    private void keep(PlacementDriver replica, Decision decision) {
        var price = replica.explain(decision.decisionId()).path("chargeMicros").asLong();
        assertThat(price).isPositive();
        promises.add(new Promise(televisions.removeFirst(), decision.shown().receipt(), price));
    }

    private static Decision ask(PlacementDriver replica, UUID television, LiveCampaign campaign) {
        return replica.ask(television, SCENE, List.of(new Opportunity(SLOT, campaign.lineItemId())))
                .get(0);
    }

    private void tell(List<Promise> shown) {
        for (var promise : shown) {
            drivers.feedback().tell(promise.television(), List.of(Event.impression(promise.receipt())));
        }
    }

    private static long owed(List<Promise> promises) {
        return promises.stream().mapToLong(Promise::priceMicros).sum();
    }

    /** Sold by name only, so that no other campaign of the suite has a say in its price. */
    private LiveCampaign launch() {
        var advertiserId = DemoWorld.advertiserId("lingdu");
        var body = Launch.dated(DataFiles.json("/story/car.json"), Instant.now());
        body.put("name", "To the last micro " + UUID.randomUUID());
        var lineItem = (ObjectNode) body.path("lineItems").path(0);
        lineItem.put("budgetMicros", BUDGET).put("dealOnly", true);
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

    private record Promise(UUID television, String receipt, long priceMicros) {}

    private record Books(long available, long leased, long spent, long unbilled, long outstanding) {}
}
