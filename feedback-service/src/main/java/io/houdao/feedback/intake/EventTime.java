package io.houdao.feedback.intake;

import java.time.Duration;
import java.time.Instant;

/**
 * When an event happened, by a clock that is not ours and may be off by {@link #SKEW}. Within that, a time before the
 * decision stays as it is told, and one that is still to come counts as now.
 */
final class EventTime {

    static final Duration SKEW = Duration.ofMinutes(5);

    private EventTime() {}

    static Instant checked(Instant occurredAt, Instant decidedAt, Instant now) throws RefusedEvent {
        if (occurredAt.isAfter(now.plus(SKEW))) {
            throw new RefusedEvent("occurredAt", "lies more than 5 minutes after our clock, which says " + now);
        }
        if (occurredAt.isBefore(decidedAt.minus(SKEW))) {
            throw new RefusedEvent(
                    "occurredAt", "lies more than 5 minutes before the ad was handed out at " + decidedAt);
        }
        return occurredAt.isAfter(now) ? now : occurredAt;
    }
}
