package io.houdao.placement.decision;

import io.houdao.contracts.placement.DecisionId;
import io.houdao.placement.decision.viewer.PersonForgotten;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last decisions with all that led to them, in memory and bounded by the candidates that they hold: some kilobytes each.
 * Someone who is forgotten is forgotten here too.
 *
 * <p>The oldest go first. A cache that judges by how often something is asked for would refuse the newest once it is full,
 * since hardly anything is.
 */
@Singleton
class Explanations {

    private static final int TYPICAL_CANDIDATES = 16;

    private final Map<DecisionId, Decision> oldestFirst = new LinkedHashMap<>();
    private final long mostCandidates;
    private long candidates;

    Explanations(DecisionSettings settings) {
        this.mostCandidates = (long) settings.explanationsKept() * TYPICAL_CANDIDATES;
    }

    private static int candidates(Decision decision) {
        var screening = decision.course() == null ? null : decision.course().screening();
        return Math.max(TYPICAL_CANDIDATES, screening == null ? 0 : screening.held());
    }

    synchronized void keep(Decision decision) {
        oldestFirst.put(decision.id(), decision);
        candidates += candidates(decision);
        for (var all = oldestFirst.values().iterator(); candidates > mostCandidates; all.remove()) {
            candidates -= candidates(all.next());
        }
    }

    /** The decision, if it is recent enough to be remembered. */
    synchronized Optional<Decision> find(DecisionId id) {
        return Optional.ofNullable(oldestFirst.get(id));
    }

    synchronized void forget(@Observes PersonForgotten forgotten) {
        for (var all = oldestFirst.values().iterator(); all.hasNext(); ) {
            var decision = all.next();
            if (forgotten.personId().equals(decision.personId())) {
                candidates -= candidates(decision);
                all.remove();
            }
        }
    }
}
