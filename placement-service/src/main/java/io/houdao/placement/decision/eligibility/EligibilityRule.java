package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;

/** One reason not to show an ad to someone. A rule is pure: no I/O, and no clock but the situation's. */
interface EligibilityRule {

    /** What it says when it objects; rules are asked in the order of their reasons. */
    RejectionReason reason();

    boolean objectsTo(Candidate candidate, Situation situation);
}
