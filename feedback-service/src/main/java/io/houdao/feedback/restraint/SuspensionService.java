package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.PendingExperience;
import io.houdao.feedback.restraint.Acts.Change;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes creatives out of the slots and scenes where they annoy, and lets them back in. Works in the running transaction. */
@ApplicationScoped
class SuspensionService {

    private static final Map<String, Object> FREE = Map.of("suspended", false);

    private final Suspensions suspensions;
    private final Scenes scenes;
    private final Evidence evidence;
    private final PendingExperience pending;
    private final Controls controls;
    private final Acts acts;
    private final SuspensionPolicy policy;

    SuspensionService(
            Suspensions suspensions,
            Scenes scenes,
            Evidence evidence,
            PendingExperience pending,
            Controls controls,
            Acts acts,
            RestraintSettings settings) {
        this.suspensions = suspensions;
        this.scenes = scenes;
        this.evidence = evidence;
        this.pending = pending;
        this.controls = controls;
        this.acts = acts;
        this.policy = settings.suspension().policy();
    }

    /** Ends what is over. */
    void end(Instant now) {
        suspensions.over(now).forEach(this::end);
    }

    /** What is suspended now. */
    Set<Cell> held() {
        return suspensions.listAll().stream().map(Suspension::cell).collect(Collectors.toSet());
    }

    /**
     * Suspends {@code cell}, which is not, if what was {@code seen}, or the last {@code window} alone, proves it unbearable.
     *
     * @return whether it did
     */
    boolean judge(Cell cell, Counts seen, Counts window, Instant now) {
        var accepted = scenes.acceptedShare(cell.scene());
        var proof = policy.proof(seen, window, accepted);
        proof.ifPresent(counts -> suspend(cell, counts, accepted, now));
        return proof.isPresent();
    }

    private void suspend(Cell cell, Counts proof, double accepted, Instant now) {
        var until = now.plus(policy.length());
        var reason = Wording.suspended(cell, proof, accepted, policy.factor(), until);
        var act = acts.record(
                ActKind.SUSPENDED,
                cell,
                Suspension.scopeOf(cell),
                new Change(
                        FREE,
                        suspended(until),
                        reason,
                        Evidence.describe(proof, accepted, policy.factor()),
                        Act.RESTRAINT));
        var suspension = new Suspension(cell, reason.en(), now, until, act);
        suspensions.persist(suspension);
        controls.set(suspension.control());
        evidence.useUp(cell);
    }

    /* What was shown before still came in meanwhile; what is shown from now on is judged by itself. */
    private void end(Suspension suspension) {
        remove(suspension);
        evidence.useUp(suspension.cell());
        acts.record(
                ActKind.SUSPENSION_ENDED,
                suspension.cell(),
                suspension.scope(),
                new Change(
                        suspended(suspension.until()),
                        FREE,
                        Wording.ended(suspension.cell()),
                        Map.of(),
                        Act.RESTRAINT));
    }

    /** Lifts a suspension early. What was counted of its cell until now proves nothing any more. */
    void lift(Suspension suspension, Instant now) {
        remove(suspension);
        evidence.startAnew(suspension.cell(), pending.of(suspension.cell()), now);
    }

    private void remove(Suspension suspension) {
        suspensions.delete(suspension);
        controls.lift(suspension.scope());
    }

    static Map<String, Object> suspended(Instant until) {
        return Map.of("suspended", true, "until", until);
    }
}
