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
    void itNeverHoldsMoreThanTheBurst() {
        limits.pass(device, 1);

        clock.advance(Duration.ofDays(10));

        assertThatCode(() -> limits.pass(device, 1_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> limits.pass(device, 1)).isInstanceOf(TooMany.class);
    }

    @Test
    void whoReportsTwiceASecondIsGivenTheirPartsOfSecondsToo() {
        limits.pass(device, 1_000);
        for (var half = 0; half < 4; half++) {
            clock.advance(Duration.ofMillis(500));
            limits.pass(device, 0);
        }

        assertThatCode(() -> limits.pass(device, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> limits.pass(device, 1)).isInstanceOf(TooMany.class);
    }

    @Test
    void onlyDevicesNotHeardOfForLongAreForgotten() {
        var silent = UUID.randomUUID();
        limits.pass(silent, 1_000);
        limits.pass(device, 999);
        for (var other = 0; other < 150_000; other++) {
            limits.pass(new UUID(1, other), 1);
        }
        limits.pass(device, 1);
        for (var other = 0; other < 60_000; other++) {
            limits.pass(new UUID(2, other), 1);
        }

        assertThatThrownBy(() -> limits.pass(device, 1)).isInstanceOf(TooMany.class);
        assertThatCode(() -> limits.pass(silent, 1_000)).doesNotThrowAnyException();
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
