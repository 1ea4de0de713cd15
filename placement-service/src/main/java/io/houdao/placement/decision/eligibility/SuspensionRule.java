package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** What feedback-service suspended stays out of that slot in that scene. */
@Singleton
class SuspensionRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.SUSPENDED;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        var opening = situation.opening();
        return situation
                .controls()
                .suspends(opening.slot().slotId(), opening.scene(), candidate.creativeId(), situation.now());
    }
}
