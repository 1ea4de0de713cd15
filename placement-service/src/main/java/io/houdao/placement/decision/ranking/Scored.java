package io.houdao.placement.decision.ranking;

import io.houdao.placement.decision.candidates.Candidate;

/** A candidate that passed every gate, and its score. */
public record Scored(Candidate candidate, Score score) {

    double netMicros() {
        return score.netMicros();
    }
}
