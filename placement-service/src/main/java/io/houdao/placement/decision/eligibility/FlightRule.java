package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** A line item runs from its start until just before its end. */
@Singleton
class FlightRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.OUT_OF_FLIGHT;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        return !candidate.lineItem().isInFlightAt(situation.now());
    }
}
