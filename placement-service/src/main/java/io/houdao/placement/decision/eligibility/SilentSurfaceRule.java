package io.houdao.placement.decision.eligibility;

import jakarta.inject.Singleton;

/** A shared screen shows no ad where one of those in front of it wants none. */
@Singleton
class SilentSurfaceRule implements ViewerRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.SILENT;
    }

    @Override
    public boolean objectsTo(Situation situation) {
        return situation.viewer().silent();
    }
}
