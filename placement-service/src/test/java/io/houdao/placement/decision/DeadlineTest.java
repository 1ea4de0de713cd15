package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.placement.Steps;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final Steps clock = new Steps();

    @Test
    void aRequestHasFiftyMillisecondsUnlessSaidOtherwise() {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(DecisionSettings.class)
                .build()
                .getConfigMapping(DecisionSettings.class);
        var deadline = Deadline.after(settings.deadline(), NOON, clock);

        clock.go(Duration.ofMillis(49));
        assertThat(deadline.hasPassed()).isFalse();

        clock.go(Duration.ofMillis(1));
        assertThat(deadline.hasPassed()).isTrue();
    }
}
