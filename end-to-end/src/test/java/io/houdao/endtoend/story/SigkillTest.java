package io.houdao.endtoend.story;

import static io.houdao.local.Service.FEEDBACK;
import static io.houdao.local.Service.PLACEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.PlacementDriver.Opportunity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** placement-service and feedback-service are killed in the middle of story L, with no time to say goodbye. */
class SigkillTest {

    private static final String SCENE = "home/entertainment";
    private static final String SLOT = "tv-player.brand-channel";
    /** Kafka waits a while for a consumer that did not say goodbye, before the next one gets its partitions. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(90);

    private final SharedSuite suite = SharedSuite.running();
    private final Drivers drivers = suite.drivers();

    @Test
    void killingBothInTheMiddleOfTheStoryChangesNoCount() {
        var onceADay = launchACampaignThatEveryoneSeesOnce();
        var television = Cast.televisions(drivers, 1).removeFirst();
        var shown = awaitAd(television, onceADay);
        assertThat(ask(television).shows(onceADay.lineItemId())).isFalse();

        new StoryL(drivers, suite.narrator(), () -> {
                    killAndRestart();
                    assertThatTheReceiptFromBeforeCountsOnce(television, shown, onceADay);
                    assertThat(ask(television).shows(onceADay.lineItemId()))
                            .as("the cap is remembered")
                            .isFalse();
                })
                .play();
    }

    private void killAndRestart() {
        suite.suite().kill(PLACEMENT);
        suite.suite().kill(FEEDBACK);
        assertThat(suite.suite().isRunning(PLACEMENT)).isFalse();
        assertThat(suite.suite().isRunning(FEEDBACK)).isFalse();
        suite.suite().start(FEEDBACK);
        suite.suite().start(PLACEMENT);
    }

    private void assertThatTheReceiptFromBeforeCountsOnce(UUID television, Decision.Ad ad, LiveCampaign campaign) {
        var events = List.of(
                Event.impression(ad.receipt()),
                Event.offered(ad.receipt(), Duration.ofMillis(700)),
                Event.close(ad.receipt(), Duration.ofSeconds(9)));
        assertThat(drivers.feedback().tell(television, events)).isEqualTo(3);
        assertThat(drivers.feedback().tell(television, events)).isEqualTo(3);
        await().atMost(TAKEN_OVER).untilAsserted(() -> {
            var counted = countsOf(campaign);
            assertThat(counted.path("impressions").asLong()).isEqualTo(1);
            assertThat(counted.path("offered").asLong()).isEqualTo(1);
            assertThat(counted.path("closes").asLong()).isEqualTo(1);
        });
        assertThat(drivers.feedback().tell(television, events)).isEqualTo(3);
        await().during(Duration.ofSeconds(2))
                .atMost(TAKEN_OVER)
                .until(() -> countsOf(campaign).path("closes").asLong() == 1);
    }

    private JsonNode countsOf(LiveCampaign campaign) {
        return drivers.feedback().closeRates("scene,slot,creative", SCENE).stream()
                .filter(rate -> rate.path("creativeId")
                        .asText()
                        .equals(campaign.creativeId().toString()))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private LiveCampaign launchACampaignThatEveryoneSeesOnce() {
        var advertiserId = DemoWorld.advertiserId("lingdu");
        var body = Launch.dated(DataFiles.json("/story/car.json"), Instant.now());
        body.put("name", "Once a day " + UUID.randomUUID());
        var lineItem = (ObjectNode) body.path("lineItems").path(0);
        ((ObjectNode) lineItem.path("bid")).put("amountMicros", 200_000_000);
        lineItem.withArray("scenes").removeAll().add(SCENE);
        ((ObjectNode) lineItem.path("caps").path(0)).put("limit", 1);
        ((ObjectNode) lineItem.path("creatives").path(0).path("variants").path(0))
                .withArray("scenes")
                .removeAll()
                .add(SCENE);
        var campaign = LiveCampaign.of(
                advertiserId,
                drivers.campaign().draft(advertiserId, UUID.randomUUID().toString(), body));
        Launch.throughBothVerdicts(drivers.campaign(), advertiserId, campaign.campaignId());
        return campaign;
    }

    /** Asks for this one alone: others that are shown meanwhile would use up what the scene allows. */
    private Decision.Ad awaitAd(UUID television, LiveCampaign campaign) {
        return await().atMost(TAKEN_OVER)
                .until(
                        () -> drivers.placement()
                                .ask(television, SCENE, List.of(new Opportunity(SLOT, campaign.lineItemId())))
                                .get(0),
                        decision -> decision.shows(campaign.lineItemId()))
                .shown();
    }

    private Decision ask(UUID television) {
        return drivers.placement().ask(television, SCENE, SLOT);
    }
}
