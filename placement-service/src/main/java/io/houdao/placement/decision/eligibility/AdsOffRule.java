package io.houdao.placement.decision.eligibility;

import jakarta.inject.Singleton;

/** Nobody gets an ad who switched ads off. */
@Singleton
class AdsOffRule implements ViewerRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.ADS_OFF;
    }

    @Override
    public boolean objectsTo(Situation situation) {
        return situation.viewer().adsOff();
    }
}
