package io.houdao.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.slot.GivenSlots;
import io.houdao.placement.topic.ReadTopics;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class CatalogueReadinessTest {

    private final GivenSlots read = GivenSlots.openIn(ALineItem.SPORT);

    @Test
    void readyMeansThatSlotsAndTopicsHaveBeenReadToTheirEnd() {
        assertThat(call(new ReadTopics(false), read).getStatus()).isEqualTo(Status.DOWN);
        assertThat(call(new ReadTopics(), GivenSlots.notYetRead()).getStatus()).isEqualTo(Status.DOWN);
        assertThat(call(new ReadTopics(), read).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void itTellsWhetherLineItemsWaitToBeConfirmed() {
        for (var settled : List.of(true, false)) {
            var answer = new CatalogueReadiness(new ReadTopics(settled), read, Given.confirmations(settled)).call();

            assertThat(answer.getData().orElseThrow()).containsEntry("lineItemsConfirmed", settled);
        }
    }

    private static HealthCheckResponse call(ReadTopics topics, GivenSlots slots) {
        return new CatalogueReadiness(topics, slots, Given.confirmations(true)).call();
    }
}
