package io.houdao.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.placement.slot.GivenSlots;
import io.houdao.placement.topic.ReadTopics;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class CatalogueReadinessTest {

    private final GivenSlots read = GivenSlots.openIn(ALineItem.SPORT);

    @Test
    void readyMeansThatSlotsAndTopicsHaveBeenReadToTheirEnd() {
        assertThat(status(new ReadTopics(false), read)).isEqualTo(Status.DOWN);
        assertThat(status(new ReadTopics(), GivenSlots.notYetRead())).isEqualTo(Status.DOWN);
        assertThat(status(new ReadTopics(), read)).isEqualTo(Status.UP);
    }

    private static Status status(ReadTopics topics, GivenSlots slots) {
        return new CatalogueReadiness(topics, slots).call().getStatus();
    }
}
