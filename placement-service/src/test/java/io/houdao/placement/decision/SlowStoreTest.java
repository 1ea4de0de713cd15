package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.placement.ALineItem;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.Memories;
import io.houdao.placement.exposure.SharedRedis;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is decided while the serving store takes connections and does not answer. */
class SlowStoreTest {

    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final Steps clock = new Steps();
    private final Household household = Household.some();
    private final ALineItem contextual = aLineItem();
    private final ALineItem personal =
            aLineItem().bid(PricingModel.CPM, 50_000_000).forAiot(Household.TAG);
    private final ALineItem capped = aLineItem()
            .bid(PricingModel.CPM, 40_000_000)
            .cap(new FrequencyCap(Level.CREATIVE, Per.PERSON, 9, Duration.ofDays(1)));

    private ServerSocket silent;
    private Vertx vertx;
    private SharedRedis redis;

    @BeforeEach
    void aSilentStore() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        vertx = Vertx.vertx();
        redis = Memories.redis(vertx, "redis://127.0.0.1:" + silent.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        silent.close();
    }

    @Test
    void onlyTheSceneIsUsedAndTheExplanationSaysSo() {
        var decided = replica(Map.of()).ask(household.annsFirst(), SPORT, null);

        var decision = decided.decisions().get(0);
        assertThat(decision.showing().lineItemId()).isEqualTo(contextual.id());
        assertThat(decision.rejections()).containsOnlyKeys("no-permission", "frequency-capped");
        assertThat(Decisions.explained(decision).forOperator().standing()).isEqualTo("unremembered");
        assertThat(decided.exposureState())
                .as("the device keeps what was shown")
                .isNotNull();
    }

    @Test
    void aSceneWithAMinimumGapShowsNothing() {
        var decided =
                replica(Map.of("houdao.scenes.defaults.minimum-gap", "PT10S")).ask(household.annsFirst(), SPORT, null);

        assertThat(decided.decisions().get(0).reason()).isEqualTo("minimum-gap");
    }

    /** Had the store been asked, it would not have answered, and nothing personal would have been used. */
    @Test
    void whoWaitedUntilTheDeadlineIsAnsweredAtOnceAndWithoutTheStore() {
        var replica = replica(Map.of());
        var deadline = replica.deadline();

        clock.go(Duration.ofSeconds(30).minusMillis(1));
        assertThat(replica.ask(household.annsFirst(), SPORT, null, deadline)
                        .decisions()
                        .get(0)
                        .isAd())
                .isTrue();

        clock.go(Duration.ofMillis(1));
        var late = replica.ask(household.annsFirst(), SPORT, null, deadline);
        assertThat(late.decisions().get(0).reason()).isEqualTo("deadline");
        assertThat(late.decisions().get(0).isTold()).isTrue();
        assertThat(late.exposureState()).as("nobody was looked up").isNull();
    }

    private Replica replica(Map<String, String> terms) {
        var store = Memories.inRedis(redis, PATIENCE, clock);
        return new Replica(
                clock, store, SPORT, terms, List.of(contextual, personal, capped), household.projections(false));
    }
}
