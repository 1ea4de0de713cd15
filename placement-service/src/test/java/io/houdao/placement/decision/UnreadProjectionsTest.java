package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.Memories;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is decided before {@code profile.projections} has been read to its end, when somebody's newest may be missing. */
class UnreadProjectionsTest {

    private final Steps clock = new Steps();
    private final Household household = Household.some();
    private final ALineItem contextual = aLineItem();
    private final ALineItem personal =
            aLineItem().bid(PricingModel.CPM, 50_000_000).forAiot(Household.TAG);

    @Test
    void nothingIsShownToAnyoneUntilTheirSwitchesAreKnownAndThatIsSaid() {
        var replica = replica().holdingBack(Topics.PROJECTIONS);

        for (var device : List.of(household.annsFirst(), new DeviceId(UUID.randomUUID()))) {
            var early = replica.ask(device, SPORT, null);

            var decision = early.decisions().get(0);
            assertThat(decision.isAd()).isFalse();
            assertThat(decision.reason()).isEqualTo("profile-unavailable");
            assertThat(decision.personId()).isNull();
            assertThat(Decisions.explained(decision).forOperator().standing()).isEqualTo("unavailable");
            assertThat(early.exposureState()).as("nothing to keep").isNull();
        }

        replica.read(Topics.PROJECTIONS);

        var decision =
                replica.ask(household.annsFirst(), SPORT, null).decisions().get(0);
        assertThat(decision.showing().lineItemId()).isEqualTo(personal.id());
        assertThat(decision.personId()).isEqualTo(household.ann());
    }

    @Test
    void nobodyWaitsForOtherTopics() {
        var replica = replica().holdingBack(Topics.DECISIONS);

        assertThat(replica.ask(household.annsFirst(), SPORT, null)
                        .decisions()
                        .get(0)
                        .isAd())
                .isTrue();
    }

    private Replica replica() {
        return new Replica(
                clock,
                Memories.aStore(clock),
                SPORT,
                Map.of(),
                List.of(contextual, personal),
                household.projections(false));
    }
}
