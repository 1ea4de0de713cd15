package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.PendingExperience;
import io.houdao.feedback.learning.ResponseRates;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Closes a window now and then: takes away what was counted since the last one, and acts on it, all in one transaction, so
 * that whatever happens each event is acted upon once. Of several replicas only one does.
 */
@ApplicationScoped
class RestraintWindow {

    private final RestraintTurn turn;
    private final PendingExperience pending;
    private final ScenePrices prices;
    private final PlaceRestraint places;
    private final ResponseRates rates;
    private final Clock clock;

    RestraintWindow(
            RestraintTurn turn,
            PendingExperience pending,
            ScenePrices prices,
            PlaceRestraint places,
            ResponseRates rates,
            Clock clock) {
        this.turn = turn;
        this.pending = pending;
        this.prices = prices;
        this.places = places;
        this.rates = rates;
        this.clock = clock;
    }

    @Scheduled(every = "${houdao.restraint.window}", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void close() {
        var now = clock.instant();
        if (turn.take(now)) {
            var counts = pending.take();
            prices.close(counts, now);
            places.close(counts, now);
            rates.learn(counts, now);
        }
    }
}
