package io.houdao.placement.decision.scene;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The terms of scenes: defaults, and what differs, as in {@code houdao.scenes.of."home/sport".daily-ads=5}. */
@ConfigMapping(prefix = "houdao.scenes")
interface SceneSettings {

    Defaults defaults();

    Map<String, Differing> of();

    /** See {@link SceneTerms}. */
    interface Defaults {

        @WithDefault("PT0S")
        Duration minimumGap();

        @WithDefault("20")
        int dailyAds();

        @WithDefault("50000")
        long harmLimitMicros();

        @WithDefault("500")
        long loadMicros();

        @WithDefault("10")
        double typicalDailyAds();

        @WithDefault("0.08")
        double acceptedShare();
    }

    /** What differs from the defaults. */
    interface Differing {

        Optional<Duration> minimumGap();

        OptionalInt dailyAds();

        OptionalLong harmLimitMicros();

        OptionalLong loadMicros();

        OptionalDouble typicalDailyAds();

        OptionalDouble acceptedShare();
    }
}
