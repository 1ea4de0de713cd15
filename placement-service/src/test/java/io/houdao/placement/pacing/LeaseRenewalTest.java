package io.houdao.placement.pacing;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.placement.ALineItem;
import io.houdao.placement.CampaignStandIn;
import io.houdao.placement.campaign.CampaignClient;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.candidates.LineItems;
import io.houdao.placement.topic.ReadTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Money for one line item of two is always held. */
class LeaseRenewalTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final CampaignStandIn campaign = new CampaignStandIn();
    private final String url = campaign.start().get("houdao.campaign.url");
    private final ALineItem dear = aLineItem().bid(PricingModel.CPM, 90_000_000);
    private final ALineItem cheap = aLineItem().bid(PricingModel.CPM, 10_000_000);
    private LineItems live = Given.live(cheap, dear);
    private final Leases leases = new Leases();

    @AfterEach
    void end() {
        campaign.stop();
    }

    @Test
    void moneyIsHeldForThoseWorthMostAndForWhoWasAskedFor() throws Throwable {
        running(renewal(true), () -> {
            await().atMost(LIMIT).until(() -> hasMoney(dear));
            assertThat(hasMoney(cheap)).isFalse();

            leases.availableMicros(cheap.id(), NOON);
            await().atMost(LIMIT).until(() -> hasMoney(cheap));
        });
    }

    @Test
    void isReadyOnceMoneyWasAskedForWhileTheLineItemsAreKnown() throws Throwable {
        var tooEarly = renewal(false);
        running(tooEarly, () -> await().atMost(LIMIT).until(() -> hasMoney(dear)));
        assertThat(tooEarly.call().getStatus()).isEqualTo(Status.DOWN);

        var inTime = renewal(true);
        assertThat(inTime.call().getStatus()).isEqualTo(Status.DOWN);
        running(inTime, () -> awaitReady(inTime));
    }

    @Test
    void isReadyWhileNobodyLendsMoney() throws Throwable {
        campaign.stop();
        var renewal = renewal(true);

        running(renewal, () -> awaitReady(renewal));

        assertThat(hasMoney(dear)).isFalse();
    }

    @Test
    void whatIsLeftOfALeaseThatIsOverComesBackAtOnce() throws Throwable {
        var over = UUID.randomUUID();
        leases.grant(over, cheap.id(), 100, NOON);
        leases.take(cheap.id(), 30, NOON.minusMillis(1));

        running(
                renewal(true),
                () -> await().atMost(LIMIT).until(() -> campaign.returned().getOrDefault(over, 0L) == 70));
    }

    @Test
    void whoStopsGivesBackAllThatWasNotPromised() throws Throwable {
        running(renewal(true), () -> {
            await().atMost(LIMIT).until(() -> hasMoney(dear));
            leases.take(dear.id(), 1_000, NOON);
        });

        var lent = sum(campaign.lent());
        assertThat(lent).isGreaterThan(1_000);
        assertThat(sum(campaign.returned())).isEqualTo(lent - 1_000);
    }

    private static long sum(Map<UUID, Long> microsByLease) {
        return microsByLease.values().stream().mapToLong(micros -> micros).sum();
    }

    @Test
    void noMoneyIsAskedForWhatIsOverOrDoesNotBeginYet() throws Throwable {
        var over = aLineItem().flight(NOON.minusSeconds(60), NOON);
        var tomorrow = aLineItem().flight(NOON.plus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(2)));
        var soon = aLineItem().flight(NOON.plusSeconds(9), NOON.plusSeconds(60));
        live = Given.live(over, tomorrow, soon);
        for (var asked : List.of(over, tomorrow, soon)) {
            leases.availableMicros(asked.id(), NOON);
        }

        running(renewal(true), () -> await().atMost(LIMIT).until(() -> hasMoney(soon)));

        assertThat(campaign.askedFor(over.id())).isZero();
        assertThat(campaign.askedFor(tomorrow.id())).isZero();
    }

    /** Time stands still, so nothing ends that. */
    @Test
    void whoHadNoMoneyIsLeftAloneForAWhile() throws Throwable {
        var poor = aLineItem().withoutMoney();
        live = Given.live(dear, poor);
        leases.availableMicros(poor.id(), NOON);

        running(renewal(true), () -> {
            for (var look = 0; look < 3; look++) {
                await().atMost(LIMIT).until(() -> hasMoney(dear));
                leases.take(dear.id(), leases.wallet(dear.id()).lastingMicros(NOON), NOON);
            }
            await().atMost(LIMIT).until(() -> hasMoney(dear));
        });

        assertThat(campaign.askedFor(dear.id())).isGreaterThan(3);
        assertThat(campaign.askedFor(poor.id())).isEqualTo(1);
    }

    private static void awaitReady(LeaseRenewal renewal) {
        await().atMost(LIMIT).until(() -> renewal.call().getStatus() == Status.UP);
    }

    private boolean hasMoney(ALineItem lineItem) {
        return leases.wallet(lineItem.id()).lastingMicros(NOON) > 0;
    }

    private static void running(LeaseRenewal renewal, Executable test) throws Throwable {
        renewal.start(new StartupEvent());
        try {
            test.execute();
        } finally {
            renewal.stop(new ShutdownEvent());
        }
    }

    private LeaseRenewal renewal(boolean areLineItemsKnown) {
        return new LeaseRenewal(
                live,
                leases,
                new Spending(live),
                settings(),
                new BudgetLeases(new CampaignClient(URI.create(url), "ey")),
                new ReadTopics(areLineItemsKnown),
                new SimpleMeterRegistry(),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static LeaseSettings settings() {
        var given = Map.of("houdao.leases.held", "1");
        return new SmallRyeConfigBuilder()
                .withMapping(LeaseSettings.class)
                .withSources(new PropertiesConfigSource(given, "test", 100))
                .build()
                .getConfigMapping(LeaseSettings.class);
    }
}
