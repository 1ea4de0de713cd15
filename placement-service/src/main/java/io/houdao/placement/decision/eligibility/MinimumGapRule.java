package io.houdao.placement.decision.eligibility;

import jakarta.inject.Singleton;

/** Two ads to one person lie at least the minimum gap of the scene apart. */
@Singleton
class MinimumGapRule implements ViewerRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.MINIMUM_GAP;
    }

    @Override
    public boolean objectsTo(Situation situation) {
        var gap = situation.opening().terms().minimumGap();
        var now = situation.now();
        return !gap.isZero() && situation.viewer().memory().wasShownBetween(now.minus(gap), now);
    }
}
