package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationAlarmTest {

    @Test
    void isSilentWithFewerThanAHundredPositives() {
        assertThat(after(99, 0.5).isRaised()).isFalse();
        assertThat(after(100, 0.5).isRaised()).isTrue();
    }

    @Test
    void isRaisedJustOutsideATenth() {
        assertThat(after(200, 0.901).isRaised()).isFalse();
        assertThat(after(200, 0.899).isRaised()).isTrue();
        assertThat(after(200, 1.099).isRaised()).isFalse();
        assertThat(after(200, 1.101).isRaised()).isTrue();
    }

    @Test
    void tellsTheRatioOfWhatWasPredictedToWhatHappened() {
        assertThat(after(200, 1.05).ratio()).isCloseTo(1.05, within(1e-9));
        var alarm = new CalibrationAlarm();
        alarm.add(0.5, true);
        alarm.add(0.25, false);
        assertThat(alarm.ratio()).isEqualTo(0.75);
    }

    /** As many positives as negatives, of which {@code ratio} times as many were predicted. */
    private static CalibrationAlarm after(int positives, double ratio) {
        var alarm = new CalibrationAlarm();
        for (var i = 0; i < positives; i++) {
            alarm.add(ratio / 2, true);
            alarm.add(ratio / 2, false);
        }
        return alarm;
    }
}
