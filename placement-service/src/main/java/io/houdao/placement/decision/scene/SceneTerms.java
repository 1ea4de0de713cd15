package io.houdao.placement.decision.scene;

import java.time.Duration;

/**
 * What people are owed in a scene.
 *
 * @param minimumGap least time between two ads to a person, whatever the ads; those of one answer count as one
 * @param dailyAds most ads to a person in 24 hours in the scene; their own limit may be lower
 * @param harmLimitMicros an ad expected to cost a person more is out, whatever it pays
 * @param loadMicros κ: what each unit of recent load costs
 * @param typicalDailyAds how many ads in 24 hours make one unit of load
 * @param acceptedShare ε: the share of showings that may meet negative feedback, until feedback-service says otherwise
 */
public record SceneTerms(
        Duration minimumGap,
        int dailyAds,
        long harmLimitMicros,
        long loadMicros,
        double typicalDailyAds,
        double acceptedShare) {}
