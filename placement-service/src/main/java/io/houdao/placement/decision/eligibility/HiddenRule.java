package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** Nobody sees again what they hid, be it a creative or all of an advertiser. */
@Singleton
class HiddenRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.HIDDEN_BY_PERSON;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        var memory = situation.viewer().memory();
        return memory.hides(candidate.creativeFingerprint())
                || memory.hides(candidate.lineItem().advertiser());
    }
}
