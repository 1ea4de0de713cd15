package io.houdao.feedback.experience;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Removes what is no longer kept. */
@ApplicationScoped
class Housekeeping {

    private final EventLog events;
    private final DecisionLog decisions;
    private final Clock clock;

    Housekeeping(EventLog events, DecisionLog decisions, Clock clock) {
        this.events = events;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Scheduled(every = "6h", delayed = "1m")
    void forget() {
        events.forget(clock.instant());
        decisions.forget(clock.instant());
    }
}
