package io.houdao.placement.decision.eligibility;

import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Nobody gets more ads in 24 hours in a scene than the platform allows, or than they do where that is less, or others do with
 * whom they share the screen.
 */
@Singleton
class AdLoadRule implements ViewerRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.AD_LOAD_REACHED;
    }

    @Override
    public boolean objectsTo(Situation situation) {
        var opening = situation.opening();
        var viewer = situation.viewer();
        var own = viewer.ownDailyLimit();
        var most = own == null
                ? opening.terms().dailyAds()
                : Math.min(own, opening.terms().dailyAds());
        var since = situation.now().minus(Duration.ofDays(1));
        var bearable = isHeldBack(situation) ? most / 2 : most;
        return viewer.memory().shownInScene(opening.fingerprint(), since) >= bearable;
    }

    /* Half of an odd number is rounded down, and one ad a day becomes none. */
    private static boolean isHeldBack(Situation situation) {
        var person = situation.viewer().personId();
        return person != null && situation.controls().isHeldBack(person);
    }
}
