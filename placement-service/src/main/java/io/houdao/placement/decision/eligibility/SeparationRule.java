package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** One answer does not show two ads of the same category, so that competitors do not stand side by side. */
@Singleton
class SeparationRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.COMPETITOR_IN_ANSWER;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        return situation.answered().showsCategory(candidate.lineItem().live().category());
    }
}
