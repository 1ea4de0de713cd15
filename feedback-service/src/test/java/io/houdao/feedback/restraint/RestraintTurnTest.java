package io.houdao.feedback.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.local.LocalStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The window is of one second here. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RestraintTurnTest {

    @Inject
    RestraintTurn turn;

    @Inject
    Clock clock;

    @Test
    void ofAllReplicasOneClosesAWindowAndNoneClosesItAgain() {
        QuarkusTransaction.begin();
        try {
            turn.await();
            var due = clock.instant().plus(Duration.ofHours(1));

            assertThat(turn.take(due)).isTrue();
            assertThat(turn.take(due.plusMillis(799)))
                    .as("nearly a window later")
                    .isFalse();
            assertThat(turn.take(due.plusMillis(800)))
                    .as("timers are not exact")
                    .isTrue();
            assertThat(QuarkusTransaction.requiringNew().call(() -> turn.take(due.plusSeconds(60))))
                    .as("another, while one is at it")
                    .isFalse();
        } finally {
            QuarkusTransaction.rollback();
        }
    }
}
