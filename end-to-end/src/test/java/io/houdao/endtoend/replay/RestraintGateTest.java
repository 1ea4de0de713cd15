package io.houdao.endtoend.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestraintGateTest {

    @Test
    void aSceneAcceptsATenthFewerClosesThanWereUsualThere() {
        var exposures = new ArrayList<Exposure>();
        for (var i = 0; i < 10; i++) {
            exposures.add(exposure(false, "1", i < 4));
            exposures.add(exposure(false, "2", i < 1));
        }
        exposures.add(exposure(true, "1", false));
        exposures.add(exposure(true, "3", false));

        var gate = new RestraintGate(exposures);

        assertThat(gate.applies()).isTrue();
        assertThat(gate.acceptedShareByScene().get("personal/tab-1")).isCloseTo(0.36, within(1e-9));
        assertThat(gate.acceptedShareByScene().get("personal/tab-3"))
                .as("where nothing is known, what is usual everywhere")
                .isCloseTo(0.225, within(1e-9));
        assertThat(gate.acceptedShareByScene()).doesNotContainKey("personal/tab-2");
    }

    @Test
    void aLogOfTheFirstDaysAloneIsNotJudged() {
        assertThat(new RestraintGate(List.of(exposure(false, "1", true))).applies())
                .isFalse();
    }

    @Test
    void itCountsWhatWasShownAgainstWhatWasAskedFor() {
        var gate = new RestraintGate(
                List.of(exposure(false, "1", true), exposure(false, "1", false), exposure(true, "1", false)));
        for (var i = 0; i < 100; i++) {
            var closed = i < 40;
            gate.add(exposure(true, "1", closed), !closed || i < 20);
        }
        gate.price(100);
        gate.price(200);
        gate.price(200);

        assertThat(printed(gate))
                .contains("restraint_load              0.8000 x  met")
                .contains("restraint_closes_avoided   50.0000 %  met")
                .contains("restraint_satisfied_kept  100.0000 %  met")
                .contains("restraint_main_gap         -0.2000    missed")
                .contains("restraint_swing             0.0000    met")
                .contains("80 of      100  load 0.800  closed 0.2500, unrestrained 0.4000, accepted 0.4500");
        assertThat(gate.isMet()).as("one of them is missed").isFalse();
    }

    @Test
    void itIsMetWhereEveryFigureIs() {
        var before = new ArrayList<Exposure>();
        for (var i = 0; i < 100; i++) {
            before.add(exposure(false, "1", i < 25));
        }
        before.add(exposure(true, "1", false));
        var gate = new RestraintGate(before);

        // Accepted are 22.5 %: 18 of 80.
        for (var i = 0; i < 100; i++) {
            gate.add(exposure(true, "1", i < 38), i >= 20);
        }

        assertThat(gate.isMet()).as(printed(gate)).isTrue();
    }

    private static String printed(RestraintGate gate) {
        var out = new ByteArrayOutputStream();
        gate.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Exposure exposure(boolean isJudged, String tab, boolean closed) {
        return new Exposure(isJudged, "7", "8", tab, closed ? 300 : 40_000, false, false, !closed);
    }
}
