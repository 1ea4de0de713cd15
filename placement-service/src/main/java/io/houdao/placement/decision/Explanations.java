package io.houdao.placement.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.placement.decision.viewer.PersonForgotten;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The last decisions with all that led to them, in memory and bounded by the candidates that they hold: some kilobytes each.
 * Someone who is forgotten is forgotten here too.
 */
@Singleton
class Explanations {

    private static final int TYPICAL_CANDIDATES = 16;

    private final Cache<DecisionId, Decision> decisions;

    Explanations(DecisionSettings settings) {
        this.decisions = Caffeine.newBuilder()
                .maximumWeight((long) settings.explanationsKept() * TYPICAL_CANDIDATES)
                .weigher((DecisionId id, Decision decision) -> weight(decision))
                // What is to go is taken out by who puts in: to hand that to another thread costs more.
                .executor(Runnable::run)
                .build();
    }

    private static int weight(Decision decision) {
        var screening = decision.course() == null ? null : decision.course().screening();
        return Math.max(TYPICAL_CANDIDATES, screening == null ? 0 : screening.held());
    }

    void keep(Decision decision) {
        decisions.put(decision.id(), decision);
    }

    /** The decision, if it is recent enough to be remembered. */
    Optional<Decision> find(DecisionId id) {
        return Optional.ofNullable(decisions.getIfPresent(id));
    }

    void forget(@Observes PersonForgotten forgotten) {
        decisions.asMap().values().removeIf(decision -> forgotten.personId().equals(decision.personId()));
    }
}
