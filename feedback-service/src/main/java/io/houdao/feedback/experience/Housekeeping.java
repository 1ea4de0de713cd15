package io.houdao.feedback.experience;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Makes room for the days to come, and removes what is no longer kept. */
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
    void turn() {
        events.turn(clock.instant());
        decisions.turn(clock.instant());
    }
}
