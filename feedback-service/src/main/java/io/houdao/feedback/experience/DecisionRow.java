package io.houdao.feedback.experience;

import static java.util.Objects.requireNonNull;

import io.houdao.contracts.Json;
import io.houdao.contracts.placement.DecisionMade;
import java.time.Instant;
import java.util.UUID;

/** One answer of placement-service as it is kept. */
record DecisionRow(UUID decisionId, Instant decidedAt, String scene, String slotId, boolean shown, long forgoneMicros) {

    /** Reads a record's value; what is no decision is a {@link RuntimeException} that says why. */
    static DecisionRow read(byte[] json) {
        return of(Json.read(json, DecisionMade.class));
    }

    static DecisionRow of(DecisionMade decision) {
        if (decision instanceof DecisionMade.Shown shown) {
            requireNonNull(shown.showing(), "the decision has no showing");
        }
        return new DecisionRow(
                requireNonNull(decision.decisionId(), "the decision has no decisionId")
                        .value(),
                requireNonNull(decision.decidedAt(), "the decision has no decidedAt"),
                requireNonNull(decision.scene(), "the decision has no scene").toString(),
                requireNonNull(decision.slotId(), "the decision has no slotId").toString(),
                decision instanceof DecisionMade.Shown,
                decision instanceof DecisionMade.NoAd noAd ? noAd.forgoneMicros() : 0);
    }
}
