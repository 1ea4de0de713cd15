package io.houdao.endtoend.story;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.awaitility.pollinterval.FibonacciPollInterval.fibonacci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.PlacementDriver.Opportunity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeftAloneTest {

    private static final String SCENE = "home/entertainment";
    private static final String SLOT = "tv-player.brand-channel";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SharedSuite suite = SharedSuite.running();
    private final Drivers drivers = suite.drivers();

    @Test
    void whatIsHiddenOrMutedOnOneTelevisionIsGoneFromTheOtherAndFromNobodyElses() {
        new LeftAlone(drivers, suite.narrator()).play();
    }

    @Test
    void daysWithoutAdsThatAnAgentGrantsHoldOnEachOfTheirDevicesAndOnNobodyElses() {
        var someone = Cast.person(drivers);
        var livingRoom = Cast.device(drivers, someone, "tv", false);
        var bedroom = Cast.device(drivers, someone, "tv", false);
        var neighbours = Cast.device(drivers, Cast.person(drivers), "tv", false);
        var lineItemId = aCarSoldByName();
        var decision = awaitShown(livingRoom, lineItemId);
        drivers.feedback().complain(livingRoom, decision.shown().receipt(), "too-often", "Every evening.");

        drivers.feedback().grantAdFreeDays(decision.decisionId(), 7, "A week without any.");

        awaitReason(bedroom, lineItemId, "ad-free");
        awaitReason(livingRoom, lineItemId, "ad-free");
        awaitShown(neighbours, lineItemId);
    }

    private UUID aCarSoldByName() {
        var advertiserId = DemoWorld.advertiserId("lingdu");
        var body = Launch.dated(DataFiles.json("/story/car.json"), Instant.now());
        body.put("name", "Complained of by some " + UUID.randomUUID());
        ((ObjectNode) body.path("lineItems").path(0)).put("dealOnly", true);
        var campaign = LiveCampaign.of(
                advertiserId,
                drivers.campaign().draft(advertiserId, UUID.randomUUID().toString(), body));
        Launch.throughBothVerdicts(drivers.campaign(), advertiserId, campaign.campaignId());
        return campaign.lineItemId();
    }

    private Decision awaitShown(UUID television, UUID lineItemId) {
        return await().atMost(PATIENCE)
                .until(() -> ask(television, lineItemId), decision -> decision.shows(lineItemId));
    }

    /* More and more seldom: whoever asks on and on has seen enough for a day before they are heard. */
    private void awaitReason(UUID television, UUID lineItemId, String reason) {
        await().pollInterval(fibonacci(SECONDS))
                .atMost(PATIENCE)
                .until(() -> reason.equals(ask(television, lineItemId).reason()));
    }

    private Decision ask(UUID television, UUID lineItemId) {
        return drivers.placement()
                .ask(television, SCENE, List.of(new Opportunity(SLOT, lineItemId)))
                .get(0);
    }
}
