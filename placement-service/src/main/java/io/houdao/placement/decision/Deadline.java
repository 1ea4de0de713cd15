package io.houdao.placement.decision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Until when a request must be answered: what was not found by then is left out. */
record Deadline(Clock clock, Instant at) {

    static Deadline after(Duration time, Instant began, Clock clock) {
        return new Deadline(clock, began.plus(time));
    }

    boolean hasPassed() {
        return !clock.instant().isBefore(at);
    }
}
