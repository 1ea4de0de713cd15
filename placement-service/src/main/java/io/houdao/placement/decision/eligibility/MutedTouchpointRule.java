package io.houdao.placement.decision.eligibility;

import jakarta.inject.Singleton;

/** Nobody gets an ad on a touchpoint that they muted. */
@Singleton
class MutedTouchpointRule implements ViewerRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.TOUCHPOINT_MUTED;
    }

    @Override
    public boolean objectsTo(Situation situation) {
        return situation.viewer().muted();
    }
}
