package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** One answer does not show the same creative twice. */
@Singleton
class RepetitionRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.ALREADY_IN_ANSWER;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        return situation.answered().shows(candidate.creativeId());
    }
}
