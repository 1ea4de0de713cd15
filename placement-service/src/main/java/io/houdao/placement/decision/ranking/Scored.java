package io.houdao.placement.decision.ranking;

import io.houdao.placement.decision.candidates.Candidate;

/** A candidate that passed every gate, and its score. */
public record Scored(Candidate candidate, Score score) {

    /** What it owes at most when its billable event happens. */
    public long mostChargeMicros() {
        return Price.mostMicros(this);
    }

    double netMicros() {
        return score.netMicros();
    }
}
