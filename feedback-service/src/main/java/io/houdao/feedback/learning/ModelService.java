package io.houdao.feedback.learning;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.feedback.learning.Model.State;
import io.houdao.feedback.learning.Shrinkage.Rates;
import io.houdao.feedback.learning.Trial.Verdict;
import io.houdao.kit.outbox.Outbox;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Puts models into service and takes them back: what a model predicts goes out in pieces, one for each creative in each
 * scene, in the transaction in which its state changes. What no model predicts is told as measured, by {@link ResponseRates}.
 */
@ApplicationScoped
class ModelService {

    private static final String SET = "io.houdao.feedback.control.set";
    private static final String LIFTED = "io.houdao.feedback.control.lifted";

    private final Models models;
    private final Responses responses;
    private final Outbox outbox;
    private final Clock clock;

    ModelService(Models models, Responses responses, Outbox outbox, Clock clock) {
        this.models = models;
        this.responses = responses;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Does what the verdict on {@code candidate} says. Works in the running transaction. */
    void settle(Model candidate, Verdict verdict) {
        models.judged(candidate, verdict);
        if (!verdict.promoted()) {
            models.change(candidate, State.REFUSED, Model.LEARNING, String.join("; ", verdict.reasons()));
            return;
        }
        var live = models.live();
        if (live != null) {
            models.change(live, State.RETIRED, Model.LEARNING, "model " + candidate.version() + " is better");
        }
        models.change(candidate, State.LIVE, Model.LEARNING, "its off-policy verdict promotes it");
        replace(live, candidate);
    }

    /**
     * Takes the live model back for {@code reason}, and returns to the one that was live before, or to what is measured.
     *
     * @return the model that is live now; null where none is
     */
    @Transactional
    @Nullable
    Model rollBack(String reason, String actor) {
        var live = models.live();
        if (live == null) {
            throw Problems.conflict("No model is live: what is published is measured.");
        }
        var former = models.lastRetired().orElse(null);
        models.change(live, State.WITHDRAWN, actor, reason);
        if (former != null) {
            models.change(former, State.LIVE, actor, "model " + live.version() + " was taken back: " + reason);
        }
        replace(live, former);
        return models.live();
    }

    private void replace(@Nullable Model before, @Nullable Model after) {
        if (before != null) {
            before.predictions().all().stream()
                    .map(Predictions.Prediction::pair)
                    .filter(pair -> after == null || after.predictions().of(pair) == null)
                    .forEach(this::lift);
        }
        if (after != null) {
            after.predictions().all().forEach(prediction -> publish(prediction, after.version()));
        }
        responses.forgetTold();
    }

    /* How many find it useful is measured; it follows with the next window, where anybody was asked. */
    private void publish(Predictions.Prediction prediction, String version) {
        var control = prediction
                .rates(Rates.START.useful())
                .control(prediction.pair(), prediction.examples(), version, clock.instant());
        outbox.append(Topics.CONTROLS, control.scope(), SET, Json.write(control));
    }

    private void lift(Pair pair) {
        var scope = ExperienceControl.ResponseRates.scopeOf(pair.creative(), pair.scene());
        outbox.append(Topics.CONTROLS, scope, LIFTED, null);
    }
}
