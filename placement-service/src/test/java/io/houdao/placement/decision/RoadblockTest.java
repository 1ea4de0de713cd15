package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.Memories;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two places of one answer that are filled together. */
class RoadblockTest {

    private final Steps clock = new Steps();
    /** Worth little more than its harm, so that it owes nearly all of its bid. */
    private final ALineItem item = aLineItem().bid(PricingModel.CPM, 6_000_000);

    private final Replica replica =
            new Replica(clock, Memories.aStore(clock), SPORT, Map.of(), List.of(item), List.of());

    @Test
    void itIsPaidForWhollyOrNotShownAndThenNothingIsTaken() {
        var costs =
                ask().stream().map(decision -> decision.showing().priceMicros()).toList();
        assertThat(costs).hasSize(2).allMatch(cost -> cost > 0);
        var both = costs.get(0) + costs.get(1);

        replica.leave(item, both - 1);

        assertThat(ask()).extracting(Decision::reason).containsExactly("no-budget", "roadblock-incomplete");
        assertThat(replica.money(item)).isEqualTo(both - 1);

        replica.lend(item, 1);

        assertThat(ask()).extracting(Decision::isAd).containsExactly(true, true);
        assertThat(replica.money(item)).isZero();
    }

    private List<Decision> ask() {
        return replica.askForRoadblock(new DeviceId(UUID.randomUUID()), SPORT, 2)
                .decisions();
    }
}
