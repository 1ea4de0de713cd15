package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** What feedback-service wants to be seen less often is not shown in that slot in that scene to those who saw it so often. */
@Singleton
class TightenedCapRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.CAP_TIGHTENED;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        var opening = situation.opening();
        var cap = situation.controls().cap(opening.slot().slotId(), opening.scene(), candidate.creativeId());
        return cap != null && FrequencyCapRule.isReached(cap, candidate, situation);
    }
}
