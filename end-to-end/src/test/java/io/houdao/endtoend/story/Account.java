package io.houdao.endtoend.story;

import static io.houdao.local.Service.CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.PlacementDriver;
import io.houdao.endtoend.driver.PlacementDriver.Opportunity;
import io.houdao.endtoend.driver.Refused;
import io.houdao.local.LocalPostgres;
import io.houdao.local.Suite;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** One line item of which every showing and every micro is known: what was promised to people, and what is counted. */
public final class Account {

    private static final String SCENE = "home/entertainment";
    private static final String SLOT = "tv-player.brand-channel";
    /** So much that pacing holds nothing back. */
    private static final long BUDGET = 6_000_000_000L;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Suite suite;
    private final Drivers drivers;
    private final LiveCampaign campaign;
    private final Deque<UUID> televisions;
    private final List<Promise> promises = new ArrayList<>();

    private Account(Suite suite, Drivers drivers, LiveCampaign campaign, Deque<UUID> televisions) {
        this.suite = suite;
        this.drivers = drivers;
        this.campaign = campaign;
        this.televisions = televisions;
    }

    /** Puts a line item on the air that is sold by name only, so that no other has a say in its price. */
    public static Account open(Suite suite, Drivers drivers, int people) {
        var advertiserId = DemoWorld.advertiserId("lingdu");
        var body = Launch.dated(DataFiles.json("/story/car.json"), Instant.now());
        body.put("name", "To the last micro " + UUID.randomUUID());
        var lineItem = (ObjectNode) body.path("lineItems").path(0);
        lineItem.put("budgetMicros", BUDGET).put("dealOnly", true);
        var campaign = LiveCampaign.of(
                advertiserId,
                drivers.campaign().draft(advertiserId, UUID.randomUUID().toString(), body));
        Launch.throughBothVerdicts(drivers.campaign(), advertiserId, campaign.campaignId());
        return new Account(suite, drivers, campaign, Cast.televisions(drivers, people));
    }

    /** Has a replica show the ad once more, to someone who has not seen it. */
    public void promise(PlacementDriver replica) {
        var decision = await().atMost(PATIENCE)
                .until(() -> ask(replica, televisions.getFirst()), it -> it.shows(campaign.lineItemId()));
        keep(replica, decision);
    }

    /** Asks once. The answer may be no ad, but an answer it must be; an ad is shown, and counted with the rest. */
    public void askOnce(PlacementDriver replica) {
        var decision = ask(replica, televisions.getFirst());
        if (decision.shows(campaign.lineItemId())) {
            keep(replica, decision);
        }
    }

    private Decision ask(PlacementDriver replica, UUID television) {
        return replica.ask(television, SCENE, List.of(new Opportunity(SLOT, campaign.lineItemId())))
                .get(0);
    }

    private void keep(PlacementDriver replica, Decision decision) {
        var price = replica.explain(decision.decisionId()).path("chargeMicros").asLong();
        assertThat(price).isPositive();
        promises.add(new Promise(televisions.removeFirst(), decision.shown().receipt(), price));
    }

    /** How many showings were promised until now. */
    public int promised() {
        return promises.size();
    }

    /** The devices tell of their showings from the first until just before this one, once more if they did before. */
    public void tell(int until) {
        for (var promise : promises.subList(0, until)) {
            drivers.feedback().tell(promise.television(), List.of(Event.impression(promise.receipt())));
        }
    }

    /** The devices tell of all their showings. */
    public void tellAll() {
        tell(promises.size());
    }

    /**
     * Waits until everything told is counted and paid once, and looks again whether it stays so. A service whose database
     * was just taken from it may ask to be asked again.
     */
    public void assertExact() throws SQLException {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(e -> e instanceof Refused refused && refused.status() == 503)
                .untilAsserted(() -> {
                    assertThat(books().spent()).isEqualTo(owed());
                    assertThat(impressions()).isEqualTo(promises.size());
                });
        await().during(QUIET)
                .atMost(PATIENCE)
                .until(() -> books().spent() == owed() && impressions() == promises.size());
        var books = books();
        assertThat(books.available() + books.leased() + books.spent()).isEqualTo(BUDGET);
        assertThat(books.outstanding()).as("what leases say is out").isEqualTo(books.leased());
        assertThat(books.unbilled()).isZero();
        assertThat(owed()).isLessThanOrEqualTo(BUDGET);
    }

    private long owed() {
        return promises.stream().mapToLong(Promise::priceMicros).sum();
    }

    private long impressions() {
        return drivers.feedback().closeRates("scene,slot,creative", SCENE).stream()
                .filter(rate -> rate.path("creativeId")
                        .asText()
                        .equals(campaign.creativeId().toString()))
                .mapToLong(rate -> rate.path("impressions").asLong())
                .sum();
    }

    private Books books() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        suite.databaseUrl(CAMPAIGN), LocalPostgres.USER, LocalPostgres.PASSWORD);
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
