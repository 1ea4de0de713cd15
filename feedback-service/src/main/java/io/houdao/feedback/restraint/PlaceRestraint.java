package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges each creative in each slot and scene: what is beyond bearing is suspended, what is more than is accepted is shown to
 * nobody so often. Works in the running transaction.
 */
@ApplicationScoped
class PlaceRestraint {

    private final Evidence evidence;
    private final SuspensionService suspensions;
    private final CapService caps;
    private final SuspensionPolicy policy;

    PlaceRestraint(Evidence evidence, SuspensionService suspensions, CapService caps, RestraintSettings settings) {
        this.evidence = evidence;
        this.suspensions = suspensions;
        this.caps = caps;
        this.policy = settings.suspension().policy();
    }

    /** Closes a window in which {@code counts} came in: ends and loosens what is over, and acts on what is now proved. */
    void close(Map<Cell, Counts> counts, Instant now) {
        suspensions.end(now);
        caps.loosen(now);
        var horizon = now.minus(policy.horizon());
        evidence.forget(horizon);
        if (!counts.isEmpty()) {
            evidence.add(counts, now);
            judge(evidence.of(List.copyOf(counts.keySet()), horizon), counts, now);
        }
    }

    private void judge(Map<Cell, Counts> seenByCell, Map<Cell, Counts> window, Instant now) {
        var free = new HashMap<>(seenByCell);
        free.keySet().removeAll(suspensions.held());
        var condemned = free.entrySet().stream()
                .filter(seen -> suspensions.judge(
                        seen.getKey(), seen.getValue(), window.getOrDefault(seen.getKey(), Counts.NONE), now))
                .map(Map.Entry::getKey)
                .toList();
        condemned.forEach(free::remove);
        caps.judge(free, now);
    }
}
