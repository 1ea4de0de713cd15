package io.houdao.placement.decision;

import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.decision.viewer.PersonForgotten;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told of the last decisions, as bytes in memory that is allocated once. Someone who is forgotten is forgotten here
 * too.
 *
 * <p>The oldest go first. A cache that judges by how often something is asked for would refuse the newest once it is full,
 * since hardly anything is.
 */
@Singleton
class Explanations {

    /** Of a decision for which 20 candidates competed, and 60 line items are named that did not. */
    static final int TYPICAL_BYTES = 4_500;

    /** As long as an array can be. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final Ring ring;
    /** Each thread's own: while one that writes waits for a processor, no other waits for it. */
    private final ThreadLocal<ExplanationBytes> scratch = ThreadLocal.withInitial(ExplanationBytes::new);

    Explanations(DecisionSettings settings) {
        var kept = settings.explanationsKept();
        this.ring = new Ring(new byte[(int) Math.min((long) kept * TYPICAL_BYTES, MOST_BYTES)], kept);
    }

    void keep(Decision decision) {
        var written = scratch.get();
        try {
            written.write(decision);
            add(decision, written);
        } finally {
            written.wipe();
        }
    }

    private synchronized void add(Decision decision, ExplanationBytes written) {
        var person = decision.personId();
        ring.add(decision.id().value(), person == null ? null : person.value(), written.array(), written.length());
    }

    /** What is told of it, if it is recent enough to be remembered. */
    Optional<Kept> find(DecisionId id) {
        var found = bytes(id);
        return found == null ? Optional.empty() : Optional.of(new ExplanationBytes(found).read());
    }

    private synchronized byte @Nullable [] bytes(DecisionId id) {
        return ring.find(id.value());
    }

    synchronized void forget(@Observes PersonForgotten forgotten) {
        ring.forget(forgotten.personId().value());
    }

    /**
     * What is told of one decision.
     *
     * @param personId whom it was about; absent where nobody may be named
     */
    record Kept(@Nullable PersonId personId, Explanation.ForOperator forOperator, Explanation.ForPerson forPerson) {}
}
