package io.houdao.feedback.restraint;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.feedback.Sentence;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.PendingExperience;
import io.houdao.feedback.restraint.Acts.Change;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows creatives to nobody too often where they annoy, and more often again where they do not. Works in the running
 * transaction.
 */
@ApplicationScoped
class CapService {

    private final TightenedCaps caps;
    private final Scenes scenes;
    private final Evidence evidence;
    private final PendingExperience pending;
    private final Controls controls;
    private final Acts acts;
    private final CapPolicy policy;

    CapService(
            TightenedCaps caps,
            Scenes scenes,
            Evidence evidence,
            PendingExperience pending,
            Controls controls,
            Acts acts,
            RestraintSettings settings) {
        this.caps = caps;
        this.scenes = scenes;
        this.evidence = evidence;
        this.pending = pending;
        this.controls = controls;
        this.acts = acts;
        this.policy = settings.cap().policy();
    }

    /** Tightens the cap of each cell where what was seen since its last step proves that it is seen too often. */
    void judge(Map<Cell, Counts> seenByCell, Instant now) {
        var capByCell = caps.byCell();
        seenByCell.forEach((cell, seen) -> {
            var cap = capByCell.get(cell);
            if (cap == null) {
                judgeFirst(cell, seen, now);
            } else if (!now.isBefore(cap.heldUntil())) {
                judgeAgain(cap, now);
            }
        });
    }

    private void judgeFirst(Cell cell, Counts seen, Instant now) {
        var accepted = scenes.acceptedShare(cell.scene());
        if (policy.isTooMuch(seen, accepted)) {
            var cap = new TightenedCap(cell, now);
            tighten(cap, seen, accepted, now);
            caps.persist(cap);
        }
    }

    private void judgeAgain(TightenedCap cap, Instant now) {
        var accepted = scenes.acceptedShare(cap.cell().scene());
        var since = seenSince(cap);
        if (policy.isTooMuch(since, accepted)) {
            tighten(cap, since, accepted, now);
        }
    }

    private Counts seenSince(TightenedCap cap) {
        return evidence.of(List.of(cap.cell()), cap.heldUntil()).getOrDefault(cap.cell(), Counts.NONE);
    }

    private void tighten(TightenedCap cap, Counts seen, double accepted, Instant now) {
        var before = cap.dailyLimit();
        if (cap.tighten(now, policy)) {
            var reason = Wording.tightened(cap.cell(), seen, accepted, cap.dailyLimit());
            record(ActKind.CAP_TIGHTENED, cap, before, reason, Evidence.describe(seen, accepted, policy.factor()));
        }
    }

    /** Loosens what was calm for long enough. */
    void loosen(Instant now) {
        caps.forget(now.minus(policy.remembered()));
        for (var cap : caps.calm(now)) {
            var seen = seenSince(cap);
            var accepted = scenes.acceptedShare(cap.cell().scene());
            if (policy.isStillTooMuch(seen, accepted)) {
                cap.stay(now, policy);
            } else {
                var before = cap.dailyLimit();
                cap.loosen(now, policy);
                var reason = Wording.loosened(cap.cell(), seen, cap.dailyLimit());
                record(ActKind.CAP_LOOSENED, cap, before, reason, Evidence.describe(seen, accepted, policy.factor()));
            }
        }
    }

    private void record(
            ActKind kind, TightenedCap cap, @Nullable Integer before, Sentence reason, Map<String, Object> described) {
        tell(cap, reason);
        cap.because(acts.record(
                kind,
                cap.cell(),
                cap.scope(),
                new Change(limit(before), limit(cap.dailyLimit()), reason, described, Act.RESTRAINT)));
    }

    private void tell(TightenedCap cap, Sentence reason) {
        if (cap.dailyLimit() == null) {
            controls.lift(cap.scope());
        } else {
            controls.set(cap.control(reason.en()));
        }
    }

    /** Goes back to what held before {@code act}. What was counted of its cell until now proves nothing any more. */
    UUID restore(Act act, Sentence said, String operator, Instant now) {
        var cap = caps.findById(act.scope());
        if (cap == null || (act.kind() == ActKind.CAP_TIGHTENED && cap.dailyLimit() == null)) {
            throw Problems.conflict("That cap was lifted already.");
        }
        var before = cap.dailyLimit();
        cap.set(limit(act.before()), now, policy);
        tell(cap, said);
        evidence.startAnew(cap.cell(), pending.of(cap.cell()), now);
        var change = new Change(limit(before), limit(cap.dailyLimit()), said, Map.of(), operator);
        var reversal = acts.record(ActKind.REVERSED, cap.cell(), cap.scope(), change);
        cap.because(reversal);
        return reversal;
    }

    private static @Nullable Integer limit(JsonNode before) {
        return before.path("capped").asBoolean()
                ? Integer.valueOf(before.path("dailyLimit").asInt())
                : null;
    }

    private static Map<String, Object> limit(@Nullable Integer dailyLimit) {
        return dailyLimit == null ? Map.of("capped", false) : Map.of("capped", true, "dailyLimit", dailyLimit);
    }
}
