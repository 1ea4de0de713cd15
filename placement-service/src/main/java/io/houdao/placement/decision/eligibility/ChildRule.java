package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** Where a child may be watching, only what was found fit for children is shown. */
@Singleton
class ChildRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.CHILD_RULES;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        return situation.viewer().childRules() && !candidate.lineItem().live().childSafe();
    }
}
