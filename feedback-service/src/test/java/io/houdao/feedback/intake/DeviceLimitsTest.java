package io.houdao.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.feedback.AdjustableClock;
import io.houdao.feedback.intake.DeviceLimits.TooMany;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceLimitsTest {

    private final AdjustableClock clock = new AdjustableClock();
    private final UUID device = UUID.randomUUID();
    private final DeviceLimits limits = new DeviceLimits(
            new DeviceSettings() {
                @Override
                public long burst() {
                    return 1_000;
                }

                @Override
                public double perSecond() {
                    return 0.5;
                }
            },
            clock);

    @Test
    void moreThanTheBurstIsRefusedAndToldWhenToComeAgain() {
        limits.pass(device, 900);

        assertThatThrownBy(() -> limits.pass(device, 500))
                .isInstanceOfSatisfying(
                        TooMany.class,
                        refused -> assertThat(refused.pauseSeconds()).isBetween(700L, 800L));
    }

    @Test
    void whatIsRefusedCostsNothing() {
        limits.pass(device, 900);
        assertThatThrownBy(() -> limits.pass(device, 500)).isInstanceOf(TooMany.class);

        assertThatCode(() -> limits.pass(device, 100)).doesNotThrowAnyException();
    }

    @Test
    void itFillsAgain() {
        limits.pass(device, 1_000);

        clock.advance(Duration.ofSeconds(200));

        assertThatCode(() -> limits.pass(device, 100)).doesNotThrowAnyException();
        assertThatThrownBy(() -> limits.pass(device, 100)).isInstanceOf(TooMany.class);
    }

    @Test
    void aClockThatIsSetBackShutsNoDeviceOut() {
        limits.pass(device, 1_000);

        clock.advance(Duration.ofHours(-1));

        assertThatCode(() -> limits.pass(device, 1_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> limits.pass(device, 1)).isInstanceOf(TooMany.class);
    }

    @Test
    void othersAreNotAffected() {
        limits.pass(device, 1_000);

        assertThatCode(() -> limits.pass(UUID.randomUUID(), 1_000)).doesNotThrowAnyException();
    }
}
