package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Interval;
import io.houdao.feedback.experience.PendingExperience;
import io.houdao.feedback.restraint.Acts.Change;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** Closes a window in which {@code counts} came in: ends what is over, and suspends whatever is now proved unbearable. */
    void close(Map<Cell, Counts> counts, Instant now) {
        suspensions.over(now).forEach(this::end);
        var horizon = now.minus(policy.horizon());
        evidence.forget(horizon);
        if (!counts.isEmpty()) {
            evidence.add(counts, now);
            evidence.of(List.copyOf(counts.keySet()), horizon)
                    .forEach((cell, seen) -> judge(cell, seen, counts.getOrDefault(cell, Counts.NONE), now));
        }
    }

    private void judge(Cell cell, Counts seen, Counts window, Instant now) {
        var accepted = scenes.acceptedShare(cell.scene());
        if (policy.condemns(seen, window, accepted) && suspensions.findById(Suspension.scopeOf(cell)) == null) {
            suspend(cell, seen, accepted, now);
        }
    }

    private void suspend(Cell cell, Counts seen, double accepted, Instant now) {
        var until = now.plus(policy.length());
        var reason = Wording.suspended(cell, seen, accepted, policy.factor(), until);
        var act = acts.record(
                ActKind.SUSPENDED,
                cell,
                new Change(FREE, suspended(until), reason, describe(seen, accepted), Act.RESTRAINT));
        var suspension = new Suspension(cell, reason.en(), now, until, act);
        suspensions.persist(suspension);
        controls.set(suspension.control());
        evidence.useUp(cell);
    }

    private void end(Suspension suspension) {
        remove(suspension);
        acts.record(
                ActKind.SUSPENSION_ENDED,
                suspension.cell(),
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
        evidence.useUp(suspension.cell());
        evidence.add(Map.of(suspension.cell(), pending.of(suspension.cell()).negated()), now);
    }

    private void remove(Suspension suspension) {
        suspensions.delete(suspension);
        controls.lift(suspension.scope());
    }

    static Map<String, Object> suspended(Instant until) {
        return Map.of("suspended", true, "until", until);
    }

    private Map<String, Object> describe(Counts seen, double accepted) {
        var interval = Interval.of(seen.negatives(), seen.trials());
        var described = new LinkedHashMap<String, Object>();
        described.put("basis", seen.basis().name().toLowerCase(Locale.ROOT));
        described.put("trials", seen.trials());
        described.put("negatives", seen.negatives());
        described.put("closes", seen.closes());
        described.put("hides", seen.hides());
        described.put("complaints", seen.complaints());
        described.put("low", interval.low());
        described.put("high", interval.high());
        described.put("acceptedShare", accepted);
        described.put("factor", policy.factor());
        return described;
    }
}
