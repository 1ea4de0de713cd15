package io.houdao.profile.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private static final String ONE = """
            {"personId":"11111111-1111-4111-8111-111111111111","version":7,"computedAt":"2026-11-22T10:00:00Z",\
            "householdId":null,"adsOff":false,"refused":false,"mutedTouchpoints":[],\
            "quietScenes":["home/sport","home/music"],"dailyAdLimitByScene":{},"devices":[],"surfaces":{}}""";

    @Test
    void versionsAndTimesDoNotCount() {
        var later = ONE.replace("7", "123456").replace("10:00:00Z", "10:00:00.123456Z");

        assertThat(differ(ONE, later)).isFalse();
    }

    @Test
    void whatIsLongerOrShorterDiffers() {
        assertThat(differ(ONE, ONE.replace("\"adsOff\":false", "\"adsOff\":true")))
                .isTrue();
        assertThat(differ(ONE, ONE.replace("[\"home/sport\",\"home/music\"]", "[]")))
                .isTrue();
    }

    @Test
    void whatIsAsLongDiffersWhereItSaysSomethingElse() {
        assertThat(differ(ONE, ONE.replace("home/sport", "home/sleep"))).isTrue();
    }

    @Test
    void theSameInAnotherOrderIsTheSame() {
        var turned = ONE.replace("\"home/sport\",\"home/music\"", "\"home/music\",\"home/sport\"");

        assertThat(differ(ONE, turned)).isFalse();
    }

    private static boolean differ(String one, String other) {
        return Bodies.differ(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
