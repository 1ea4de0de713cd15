package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** A slot accepts no less than its floor, except from those who pay by time, and from ourselves. */
@Singleton
class FloorRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.BELOW_FLOOR;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        return candidate.lineItem().needsLease()
                && candidate.valueMicros() * 1_000 < situation.opening().slot().floorMicros();
    }
}
