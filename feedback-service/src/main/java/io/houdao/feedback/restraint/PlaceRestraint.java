package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
            evidence.of(List.copyOf(counts.keySet()), horizon)
                    .forEach((cell, seen) -> judge(cell, seen, counts.getOrDefault(cell, Counts.NONE), now));
        }
    }

    private void judge(Cell cell, Counts seen, Counts window, Instant now) {
        if (!suspensions.judge(cell, seen, window, now)) {
            caps.judge(cell, seen, now);
        }
    }
}
