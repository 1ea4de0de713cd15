package io.houdao.feedback.restraint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.contracts.Scene;
import io.houdao.feedback.Sentence;
import io.houdao.feedback.restraint.Acts.Change;
import io.houdao.feedback.restraint.SceneRestraint.Terms;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators may do to restraint. Each waits for a window that is just closing, so that they never mix. */
@ApplicationScoped
class RestraintService {

    private final RestraintTurn turn;
    private final ScenePrices prices;
    private final SuspensionService suspensionService;
    private final Suspensions suspensions;
    private final CapService caps;
    private final Acts acts;
    private final ObjectMapper json;
    private final Clock clock;

    RestraintService(
            RestraintTurn turn,
            ScenePrices prices,
            SuspensionService suspensionService,
            Suspensions suspensions,
            CapService caps,
            Acts acts,
            ObjectMapper json,
            Clock clock) {
        this.turn = turn;
        this.prices = prices;
        this.suspensionService = suspensionService;
        this.suspensions = suspensions;
        this.caps = caps;
        this.acts = acts;
        this.json = json;
        this.clock = clock;
    }

    /** Sets what {@code scene} accepts. */
    @Transactional
    public void accept(Scene scene, double share, @Nullable Long maxPriceMicros, String operator) {
        turn.await();
        prices.accept(scene, share, maxPriceMicros, operator, clock.instant());
    }

    /**
     * Goes back to what held before the act, and so takes every later one of its scope back too. Restraint does not do
     * the same again on what was counted until now. Answers with the act of going back.
     */
    @Transactional
    public Act reverse(UUID actId, String reason, String operator) {
        turn.await();
        var act = acts.find(actId).orElseThrow(() -> Problems.notFound("act", actId));
        if (!act.kind().isReversible()) {
            throw Problems.conflict("An act of kind " + act.kind() + " cannot be taken back.");
        }
        if (act.reversedAt() != null) {
            throw Problems.conflict("The act was taken back already, at " + act.reversedAt() + ".");
        }
        var said = Wording.reversed(operator, reason);
        var reversal = reverse(act, said, operator);
        acts.markReversed(act, reversal);
        return acts.find(reversal).orElseThrow();
    }

    private UUID reverse(Act act, Sentence said, String operator) {
        return switch (act.kind()) {
            case SUSPENDED -> lift(act, said, operator);
            case CAP_TIGHTENED, CAP_LOOSENED -> caps.restore(act, said, operator, clock.instant());
            case PRICE_RAISED, PRICE_LOWERED, TERMS_SET -> restore(act, said, operator);
            case SUSPENSION_ENDED, REVERSED -> throw new IllegalStateException(act.kind() + " is not reversible");
        };
    }

    private UUID lift(Act act, Sentence said, String operator) {
        var suspension = suspensions.findById(act.scope());
        if (suspension == null || !suspension.actId().equals(act.actId())) {
            throw Problems.conflict("That suspension is over already.");
        }
        suspensionService.lift(suspension, clock.instant());
        return acts.record(
                ActKind.REVERSED,
                suspension.cell(),
                suspension.scope(),
                new Change(act.after(), act.before(), said, Map.of(), operator));
    }

    private UUID restore(Act act, Sentence said, String operator) {
        var terms = terms(act);
        var scene = Scene.of(act.scene());
        var before = prices.restore(scene, terms, said, clock.instant());
        return acts.record(ActKind.REVERSED, scene, new Change(before, terms, said, Map.of(), operator), List.of());
    }

    private Terms terms(Act act) {
        try {
            return json.treeToValue(act.before(), Terms.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("act " + act.actId() + " does not say what held before", e);
        }
    }
}
