package io.houdao.placement.pacing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much is asked for in the course of a day. What this replica was asked in the last day, once it has run for as long;
 * until then what all replicas were asked in the day before it started, as {@code placement.decisions} tells. Only the
 * shape matters, so the two are never mixed.
 */
@Singleton
public class Traffic {

    private final Clock clock;
    private final Quarters own = new Quarters();
    private final Quarters told = new Quarters();
    private final long since;
    private volatile @Nullable TrafficCurve dayBefore;

    public Traffic(Clock clock) {
        this.clock = clock;
        this.since = Quarters.number(clock.instant());
    }

    /** Counts an opportunity that this replica decided on. */
    public void asked(Instant at) {
        own.count(at);
    }

    /** Counts a decision from before this replica started. */
    public void told(Instant at) {
        told.count(at);
    }

    /** Everything from before was told. */
    public void toldAll() {
        if (dayBefore == null) {
            dayBefore = told.dayBefore(clock.instant());
        }
    }

    /** Yesterday's curve; linear while there is none. */
    TrafficCurve curve() {
        var now = clock.instant();
        if (since < Quarters.number(now) - TrafficCurve.QUARTERS) {
            return own.dayBefore(now);
        }
        var before = dayBefore;
        return before == null ? TrafficCurve.LINEAR : before;
    }
}
