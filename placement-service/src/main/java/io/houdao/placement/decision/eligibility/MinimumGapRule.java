package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.viewer.Viewer.Standing;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Two ads to one person lie at least the minimum gap of the scene apart. While it cannot be known what someone saw, a scene
 * with a gap shows nothing.
 */
@Singleton
class MinimumGapRule implements ViewerRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.MINIMUM_GAP;
    }

    @Override
    public boolean objectsTo(Situation situation) {
        var gap = situation.opening().terms().minimumGap();
        return !gap.isZero()
                && (isUnknown(situation) || wasShownSince(situation.now().minus(gap), situation));
    }

    private static boolean isUnknown(Situation situation) {
        return situation.viewer().standing() == Standing.UNREMEMBERED;
    }

    private static boolean wasShownSince(Instant since, Situation situation) {
        return situation.viewer().memory().wasShownEarlier(since);
    }
}
