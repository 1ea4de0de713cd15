package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** An ad that is expected to cost the person more than the scene allows is out, whatever it pays. */
@Singleton
class HarmLimitRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.OVER_HARM_LIMIT;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        return candidate.harmMicros() > situation.opening().terms().harmLimitMicros();
    }
}
