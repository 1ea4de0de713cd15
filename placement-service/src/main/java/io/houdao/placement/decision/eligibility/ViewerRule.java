package io.houdao.placement.decision.eligibility;

/** One reason to show someone no ad at all. A rule is pure: no I/O, and no clock but the situation's. */
interface ViewerRule {

    /** What it says when it objects; rules are asked in the order of their reasons. */
    RejectionReason reason();

    boolean objectsTo(Situation situation);
}
