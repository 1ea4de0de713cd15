package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;

/** An ad that must be paid for is shown only where leased money is left. */
@Singleton
class BudgetRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.NO_BUDGET;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        return candidate.lineItem().needsLease()
                && situation.leases().of(candidate.lineItem()).availableMicros(situation.now()) <= 0;
    }
}
