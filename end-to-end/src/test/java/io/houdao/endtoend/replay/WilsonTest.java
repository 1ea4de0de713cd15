package io.houdao.endtoend.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {

    @Test
    void fiveOfAHundredLieBetweenTwoAndElevenPercent() {
        assertThat(Wilson.of(5, 100).low()).isCloseTo(0.0215, within(0.0001));
        assertThat(Wilson.of(5, 100).high()).isCloseTo(0.1118, within(0.0001));
    }

    @Test
    void nothingSeenTellsNothing() {
        assertThat(Wilson.of(0, 0)).isEqualTo(new Wilson(0, 1));
    }
}
