package io.houdao.feedback.learning;

import io.houdao.feedback.Database;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/**
 * Now and then learns from the decisions about which it is known what people made of them, each once and in order; makes a
 * candidate of what it learnt; and judges that by decisions that came after it. Of several replicas one does at a time. What
 * it learnt is in memory: after a start, or when another replica takes over, it learns anew from all decisions that are kept.
 */
@ApplicationScoped
class LearningTurn {

    /** Any number, the same in all replicas. */
    private static final long LOCK = 7_041_972;

    /** So many batches at a time, so that a turn ends. */
    private static final int MOST_BATCHES = 50;

    private final Database database;
    private final Examples examples;
    private final Models models;
    private final ModelService service;
    private final LiveCheck check;
    private final LearningSettings settings;
    private final Clock clock;
    private final StreamLearner learner = new StreamLearner();
    private Examples.Place place = Examples.Place.START;

    @SuppressWarnings("NullAway") // absent until there is a candidate
    private Trial trial;

    LearningTurn(
            Database database,
            Examples examples,
            Models models,
            ModelService service,
            LiveCheck check,
            LearningSettings settings,
            Clock clock) {
        this.database = database;
        this.examples = examples;
        this.models = models;
        this.service = service;
        this.check = check;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(every = "${houdao.learning.every}", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void take() {
        if (database.number("select case when pg_try_advisory_xact_lock(?) then 1 else 0 end", LOCK) == 1) {
            var now = clock.instant();
            var candidate = models.candidate();
            candidate
                    .filter(model -> trial == null || !trial.isOf(model))
                    .ifPresent(model -> trial = new Trial(model, settings.costs()));
            learn(now.minus(settings.horizon()), candidate.isPresent());
            check.act();
            candidate.ifPresentOrElse(model -> judge(model, now), () -> makeCandidate(now));
        }
    }

    private void learn(Instant horizon, boolean judging) {
        var live = models.live();
        for (var batch = 0; batch < MOST_BATCHES; batch++) {
            var found = examples.after(place, horizon);
            for (var example : found) {
                if (judging) {
                    trial.add(example);
                }
                check.add(example, live);
                learner.learn(example);
                place = Examples.Place.of(example);
            }
            if (found.isEmpty()) {
                return;
            }
        }
    }

    private void makeCandidate(Instant now) {
        if (learner.learnt() >= settings.leastExamples()) {
            models.add(Model.candidate(learner, now));
        }
    }

    private void judge(Model candidate, Instant now) {
        var over = candidate.madeAt().plus(settings.trial());
        if (!now.isBefore(over) && trial.size() >= settings.leastJudged()) {
            service.settle(candidate, trial.judge(settings.tolerance()));
        }
    }
}
