package io.houdao.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final String CALLER = "caller";

    private final SetClock clock = new SetClock();
    private final RequestLimits limits =
            new RequestLimits(new FiveAtOnceTenASecond(), clock, new SimpleMeterRegistry());

    @Test
    void afterTheBurstARequestIsAdmittedOnceItsTimeHasCome() {
        askFiveTimes();

        assertThat(limits.admit(CALLER)).isFalse();
        clock.now = NOON.plusMillis(99);
        assertThat(limits.admit(CALLER)).isFalse();
        clock.now = NOON.plusMillis(100);
        assertThat(limits.admit(CALLER)).isTrue();
    }

    @Test
    void eachOfManyCallersHasALimitOfTheirOwn() {
        var callers =
                IntStream.range(0, 10_000).mapToObj(each -> "caller-" + each).toList();
        for (var times = 0; times < 5; times++) {
            assertThat(callers).allMatch(limits::admit);
        }
        assertThat(callers).noneMatch(limits::admit);
    }

    @Test
    void whoAsksWhileMoreCallersAskThanThereIsRoomForIsNotShutOut() {
        IntStream.range(0, 1_000_000).forEach(each -> limits.admit("caller-" + each));
        askFiveTimes();
        assertThat(limits.admit(CALLER)).isFalse();
    }

    @Test
    void aClockThatIsSetBackShutsNobodyOut() {
        askFiveTimes();
        clock.now = NOON.minus(Duration.ofHours(1));

        askFiveTimes();
        assertThat(limits.admit(CALLER)).isFalse();
    }

    private void askFiveTimes() {
        for (var times = 0; times < 5; times++) {
            assertThat(limits.admit(CALLER)).isTrue();
        }
    }

    private static final class FiveAtOnceTenASecond implements LimitSettings {

        @Override
        public int burst() {
            return 5;
        }

        @Override
        public int perSecond() {
            return 10;
        }

        @Override
        public Optional<List<String>> except() {
            return Optional.empty();
        }

        @Override
        public int proxies() {
            return 0;
        }
    }

    private static final class SetClock extends Clock {

        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
