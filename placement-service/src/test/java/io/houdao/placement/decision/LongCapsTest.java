package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.RealRedis;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.Memories;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.SharedRedis;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Caps whose windows are longer than exposures are remembered otherwise, on the whole pipeline and a clock that is moved. */
class LongCapsTest {

    private static final Duration HORIZON = Duration.ofDays(30);

    private static RealRedis server;
    private static SharedRedis redis;

    private final Steps clock = new Steps();
    private final Household household = Household.some();
    /** What is shown when the capped one may not be. */
    private final ALineItem other = aLineItem().bid(PricingModel.CPM, 10_000_000);

    private String state;

    @BeforeAll
    static void start() {
        server = new RealRedis();
        redis = Memories.redis(server);
        Memories.inRedis(redis, Duration.ofSeconds(60), new Steps()).filled();
    }

    @AfterAll
    static void stop() {
        redis.close();
        server.close();
    }

    private enum Kept {
        IN_HEAP,
        IN_REDIS,
        ON_THE_DEVICE
    }

    @ParameterizedTest
    @EnumSource
    void aCapOfThirtyDaysOpensAfterThirtyDays(Kept kept) {
        var capped = expensive().cap(cap(Level.LINE_ITEM, Per.PERSON, HORIZON));
        var replica = new Asked(kept, capped);
        assertThat(replica.ask()).isEqualTo(capped.id());

        clock.go(HORIZON.minusMillis(1));
        assertThat(replica.ask()).isEqualTo(other.id());

        clock.go(Duration.ofMillis(1));
        assertThat(replica.ask()).isEqualTo(capped.id());
    }

    @ParameterizedTest
    @EnumSource
    void aCapForLifeHoldsForTheWholeFlight(Kept kept) {
        for (var level : Level.values()) {
            for (var per : Per.values()) {
                state = null;
                var capped = expensive().cap(cap(level, per, FrequencyCap.FOREVER));
                var replica = new Asked(kept, capped);
                assertThat(replica.ask()).isEqualTo(capped.id());

                for (var months = 0; months < 13; months++) {
                    clock.go(Duration.ofDays(31));
                    assertThat(replica.ask()).as("%s per %s", level, per).isEqualTo(other.id());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCapOfTwoMonthsOpensAfterTwoMonths(Kept kept) {
        var capped = expensive().cap(cap(Level.CREATIVE, Per.DEVICE, Duration.ofDays(60)));
        var replica = new Asked(kept, capped);
        assertThat(replica.ask()).isEqualTo(capped.id());

        clock.go(Duration.ofDays(31));
        assertThat(replica.ask()).isEqualTo(other.id());

        clock.go(Duration.ofDays(29).minusMillis(1));
        assertThat(replica.ask()).isEqualTo(other.id());

        clock.go(Duration.ofMillis(1));
        assertThat(replica.ask()).isEqualTo(capped.id());
    }

    /** The sibling has no cap of its own. */
    @ParameterizedTest
    @EnumSource
    void aCapOfAnAdvertiserCountsForLifeWhatItsOtherLineItemsShowed(Kept kept) {
        var capped = expensive().cap(cap(Level.ADVERTISER, Per.PERSON, FrequencyCap.FOREVER));
        var sibling = aLineItem()
                .of(new CampaignId(UUID.randomUUID()), capped.advertiser())
                .bid(PricingModel.CPM, 60_000_000)
                .flight(clock.instant(), clock.instant().plusSeconds(60));
        var replica = new Asked(kept, capped, sibling);
        assertThat(replica.ask()).isEqualTo(sibling.id());

        clock.go(Duration.ofDays(31));
        replica.ask();
        clock.go(Duration.ofDays(31));

        assertThat(replica.ask()).isEqualTo(other.id());
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_HEAP", "IN_REDIS"})
    void aCapOfAHouseholdCountsForLifeWhatAnyOfThemSaw(Kept kept) {
        var capped = expensive().cap(cap(Level.CAMPAIGN, Per.HOUSEHOLD, FrequencyCap.FOREVER));
        var replica = new Asked(kept, capped);
        assertThat(replica.ask(household.bobs())).isEqualTo(capped.id());

        clock.go(Duration.ofDays(31));
        assertThat(replica.ask(household.bobs())).isEqualTo(other.id());

        assertThat(replica.ask(household.annsFirst())).isEqualTo(other.id());
    }

    private static ALineItem expensive() {
        return aLineItem().bid(PricingModel.CPM, 50_000_000);
    }

    private static FrequencyCap cap(Level level, Per per, Duration window) {
        return new FrequencyCap(level, per, 1, window);
    }

    /** A replica that is asked for this household, and whose store is tidied each time. */
    private final class Asked {

        private final ServingStore store;
        private final Replica replica;

        Asked(Kept kept, ALineItem... live) {
            this.store = kept == Kept.IN_REDIS
                    ? Memories.inRedis(redis, Duration.ofSeconds(60), clock)
                    : Memories.aStore(clock);
            var all = Stream.concat(Stream.of(live), Stream.of(other)).toList();
            this.replica =
                    new Replica(clock, store, SPORT, Map.of(), all, household.projections(kept == Kept.ON_THE_DEVICE));
        }

        LineItemId ask() {
            return ask(household.annsFirst());
        }

        LineItemId ask(DeviceId device) {
            var decided = replica.ask(device, SPORT, state);
            state = decided.exposureState() == null ? state : decided.exposureState();
            store.forgetOld();
            return decided.decisions().get(0).showing().lineItemId();
        }
    }
}
