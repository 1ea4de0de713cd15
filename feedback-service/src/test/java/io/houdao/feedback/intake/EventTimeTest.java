package io.houdao.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTimeTest {

    private static final Instant DECIDED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T12:30:00Z");

    @Test
    void aTimeBetweenTheDecisionAndNowStays() throws RefusedEvent {
        assertThat(EventTime.checked(DECIDED.plusSeconds(5), DECIDED, NOW)).isEqualTo(DECIDED.plusSeconds(5));
    }

    @Test
    void aClockThatIsFiveMinutesFastMeansNow() throws RefusedEvent {
        assertThat(EventTime.checked(NOW.plusSeconds(300), DECIDED, NOW)).isEqualTo(NOW);
    }

    @Test
    void aClockThatIsFasterIsNotBelieved() {
        assertThatThrownBy(() -> EventTime.checked(NOW.plusSeconds(300).plusMillis(1), DECIDED, NOW))
                .isInstanceOf(RefusedEvent.class)
                .hasMessageContaining("after our clock");
    }

    @Test
    void aClockThatIsFiveMinutesSlowIsBorneWith() throws RefusedEvent {
        assertThat(EventTime.checked(DECIDED.minusSeconds(300), DECIDED, NOW)).isEqualTo(DECIDED.minusSeconds(300));
    }

    @Test
    void nothingHappensToAnAdLongBeforeItIsHandedOut() {
        assertThatThrownBy(() -> EventTime.checked(DECIDED.minusSeconds(300).minusMillis(1), DECIDED, NOW))
                .isInstanceOf(RefusedEvent.class)
                .hasMessageContaining("before the ad was handed out");
    }
}
