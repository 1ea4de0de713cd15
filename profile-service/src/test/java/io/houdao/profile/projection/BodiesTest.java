package io.houdao.profile.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {

    private static final String ONE = """
            {"personId":"11111111-1111-4111-8111-111111111111","version":7,"computedAt":"2026-11-22T10:00:00Z",\
            "householdId":"66666666-6666-4666-8666-666666666666","adsOff":true,"refused":false,\
            "mutedTouchpoints":["weather"],"quietScenes":["home/sport","home/music"],\
            "dailyAdLimitByScene":{"home/entertainment":3},\
            "othersWishes":{"surfaces":["tv"],"mutedTouchpoints":["calendar"],"quietScenes":["home/life"],\
            "dailyAdLimitByScene":{"home/work":2}},\
            "devices":[{"deviceId":"77777777-7777-4777-8777-777777777777","kind":"tv"}],\
            "surfaces":{"tv":{"silent":true,"childRules":false,"tags":[{"tag":"rice-texture:soft","family":"AIOT",\
            "provenance":"OBSERVED","source":"rice-cooker","expiresAt":"2026-11-30T00:00:00Z"}]}}}""";

    @Test
    void versionsAndTimesDoNotCount() {
        var later = ONE.replace("\"version\":7", "\"version\":123456").replace("10:00:00Z", "10:00:00.123456Z");

        assertThat(differ(ONE, later)).isFalse();
        assertThat(differ(ONE, ONE.replace("\"version\":7", "\"version\":8"))).isFalse();
    }

    @Test
    void whatIsLongerOrShorterDiffers() {
        assertThat(differ(ONE, ONE.replace("\"adsOff\":true", "\"adsOff\":false")))
                .isTrue();
        assertThat(differ(ONE, ONE.replace("[\"home/sport\",\"home/music\"]", "[]")))
                .isTrue();
    }

    /** No part of a projection may change unnoticed because what it changed to is as long. */
    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource(textBlock = """
            66666666-6666-4666-8666-666666666666       , 66666666-6666-4666-8666-666666666667
            "adsOff":true;"refused":false              , "adsOff":false;"refused":true
            "weather"                                  , "browser"
            "home/sport"                               , "home/sleep"
            "home/entertainment":3                     , "home/entertainment":2
            "surfaces":["tv"]                          , "surfaces":["pc"]
            "calendar"                                 , "contacts"
            "home/life"                                , "home/rest"
            "home/work":2                              , "home/work":1
            77777777-7777-4777-8777-777777777777       , 77777777-7777-4777-8777-777777777778
            "silent":true;"childRules":false           , "silent":false;"childRules":true
            rice-texture:soft                          , rice-texture:firm
            "rice-cooker"                              , "bread-maker"
            2026-11-30T00:00:00Z                       , 2026-11-29T00:00:00Z
            """)
    void whatIsAsLongDiffersWhereItSaysSomethingElse(String said, String says) {
        var other = ONE.replace(said.replace(';', ','), says.replace(';', ','));

        assertThat(other).hasSameSizeAs(ONE).isNotEqualTo(ONE);
        assertThat(differ(ONE, other)).isTrue();
    }

    @Test
    void theSameInAnotherOrderIsTheSame() {
        var turned = ONE.replace("\"home/sport\",\"home/music\"", "\"home/music\",\"home/sport\"");

        assertThat(differ(ONE, turned)).isFalse();
        assertThat(differ(ONE, turned.replace("\"version\":7", "\"version\":8")))
                .isFalse();
        assertThat(differ(ONE, turned.replace("10:00:00Z", "11:00:00Z"))).isFalse();
    }

    @Test
    void whatOthersAskForIsLeftOutAndNothingElse() {
        var own = ONE.replaceFirst("\"othersWishes\":\\{.*?\\}\\},", "");

        var seen = new String(Bodies.withoutOthers(ONE.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);

        assertThat(own).doesNotContain("othersWishes").hasSizeLessThan(ONE.length());
        assertThat(seen).doesNotContain("othersWishes");
        assertThat(differ(own, seen)).isFalse();
        assertThat(Bodies.withoutOthers(own.getBytes(StandardCharsets.UTF_8)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(own);
    }

    private static boolean differ(String one, String other) {
        return Bodies.differ(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
