package io.houdao.placement.decision.eligibility;

import jakarta.inject.Singleton;

/** Nobody gets an ad in a scene that they want to be quiet. */
@Singleton
class QuietSceneRule implements ViewerRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.QUIET_SCENE;
    }

    @Override
    public boolean objectsTo(Situation situation) {
        return situation.viewer().quiet();
    }
}
