package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** An ad for some people is shown only to those whose permitted tags prove that they are among them. */
@Singleton
class AudienceRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.NO_PERMISSION;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        var audience = candidate.lineItem().live().audience();
        return audience != null && !situation.viewer().tags().prove(audience);
    }
}
