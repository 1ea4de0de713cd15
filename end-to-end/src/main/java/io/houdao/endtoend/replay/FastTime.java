package io.houdao.endtoend.replay;

import io.houdao.local.Settings;
import java.util.List;
import java.util.Map;

/**
 * How a suite is set up for a whole log, of which two weeks pass in minutes: nothing that is counted by the hour or the day
 * binds, and people are worth listening to as often as they speak. What is shown is worth what people find useful, and what
 * keeps it from being shown is the scene's price of harm and the person's own load; so restraint alone is judged.
 *
 * <p>The ratios are those of the method: with β the worth of a useful showing, η = 0.015 β for each negative more than accepted,
 * κ = 0.025 β, ν at most 100 β. A bid of 200,000 micros is 0.075 β. They were chosen in sight of the very days that are judged: a
 * pass says what restraint can do there, not what it would do elsewhere.
 */
public final class FastTime {

    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("HOUDAO_RESTRAINT_WINDOW", "PT1S"),
            Map.entry("HOUDAO_RESPONSE_USEFUL_MICROS", "2700000"),
            Map.entry("HOUDAO_SCENES_DEFAULTS_LOAD_MICROS", "67500"),
            // An ad that everybody closes costs 55,000 and a bit; what is judged is the price, not this limit.
            Map.entry("HOUDAO_SCENES_DEFAULTS_HARM_LIMIT_MICROS", "1000000000"),
            Map.entry("HOUDAO_RESTRAINT_STEP_MICROS", "40500"),
            Map.entry("HOUDAO_RESTRAINT_MAX_STEP_MICROS", "13500000"),
            Map.entry("HOUDAO_RESTRAINT_MAX_PRICE_MICROS", "270000000"),
            // What is usual in the log, for a video that nobody has seen yet.
            Map.entry("HOUDAO_RESPONSE_PRIOR_CLOSE", "0.23"),
            Map.entry("HOUDAO_RESPONSE_PRIOR_USEFUL", "0.3"),
            Map.entry("HOUDAO_LEARNING_MIN_IMPRESSIONS", "1"),
            // Models are tried for a day, and judged elsewhere.
            Map.entry("HOUDAO_LEARNING_HORIZON", "P1D"),
            // A slow machine and chance keep nothing from being shown.
            Map.entry("HOUDAO_DECISIONS_DEADLINE", "PT5S"),
            Map.entry("HOUDAO_DECISIONS_EXPLORATION", "0"),
            // Thousands of budgets, of which none runs low within a second, and each lent once.
            Map.entry("HOUDAO_LEASES_EVERY", "PT1S"),
            Map.entry("HOUDAO_LEASE_LIFE", "PT1H"),
            Map.entry("HOUDAO_PACING_WINDOW", "PT10S"),
            Map.entry("HOUDAO_SCENES_DEFAULTS_DAILY_ADS", "512"),
            Map.entry("HOUDAO_SCENES_DEFAULTS_TYPICAL_DAILY_ADS", "1000000"),
            Map.entry("HOUDAO_INFLUENCE_WINDOWS", "1"),
            Map.entry("HOUDAO_INFLUENCE_NEGATIVES", "12"),
            Map.entry("HOUDAO_INFLUENCE_CLICKS", "12"),
            // A single video is neither suspended nor capped: what is judged is the price.
            Map.entry("HOUDAO_RESTRAINT_SUSPENSION_MIN_SHOWINGS", "1000000000"),
            Map.entry("HOUDAO_RESTRAINT_CAP_MIN_SHOWINGS", "1000000000"));

    /**
     * It runs for long enough that the second compiler pays, unlike in a demonstration. And the services read what happened a
     * few times a second instead of one record after the other, each with a transaction of its own: what they find is the
     * same, and most of two cores is left for asking.
     */
    private static final List<String> JAVA_OPTIONS = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Dmp.messaging.connector.smallrye-kafka.fetch.min.bytes=1000000",
            "-Dmp.messaging.connector.smallrye-kafka.fetch.max.wait.ms=300",
            "-Dkafka.fetch.min.bytes=1000000",
            "-Dkafka.fetch.max.wait.ms=100");

    private FastTime() {}

    /**
     * These settings, for a suite through which nothing but a whole log is replayed: it keeps its data apart, and need not
     * survive a power cut.
     *
     * @param keepsJavaOptions whether the options of the services' JVMs stay, because someone chose them
     */
    public static Settings of(Settings settings, boolean keepsJavaOptions) {
        var fast = new Settings(
                settings.root(),
                settings.directory().resolveSibling(settings.directory().getFileName() + "-replay"),
                settings.ports(),
                false,
                keepsJavaOptions ? settings.javaOptions() : JAVA_OPTIONS,
                settings.environment());
        for (var variable : ENVIRONMENT.entrySet()) {
            fast = fast.with(variable.getKey(), variable.getValue());
        }
        return fast;
    }
}
