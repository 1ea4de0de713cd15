package io.houdao.placement.decision.eligibility;

import jakarta.inject.Singleton;

/** Nobody gets an ad who was promised ad-free days. */
@Singleton
class AdFreeRule implements ViewerRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.AD_FREE;
    }

    @Override
    public boolean objectsTo(Situation situation) {
        var person = situation.viewer().personId();
        return person != null && situation.controls().isAdFree(person, situation.now());
    }
}
