package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.viewer.Viewer.Standing;
import jakarta.inject.Singleton;

/** Nobody gets an ad before it is known whether they switched ads off. */
@Singleton
class ProfileAvailableRule implements ViewerRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.PROFILE_UNAVAILABLE;
    }

    @Override
    public boolean objectsTo(Situation situation) {
        return situation.viewer().standing() == Standing.UNAVAILABLE;
    }
}
