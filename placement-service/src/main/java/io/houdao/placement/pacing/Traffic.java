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
    private volatile @Nullable Lately lately;

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

    /** Yesterday's curve, the same object as long as nothing changes; linear while there is none. */
    TrafficCurve curve() {
        var now = clock.instant();
        var quarter = Quarters.number(now);
        if (since < quarter - TrafficCurve.QUARTERS) {
            return lately(quarter, now);
        }
        var before = dayBefore;
        return before == null ? TrafficCurve.LINEAR : before;
    }

    /* The same curve until the next quarter-hour. */
    private TrafficCurve lately(long quarter, Instant now) {
        var known = lately;
        if (known == null || known.quarter != quarter) {
            known = new Lately(quarter, own.dayBefore(now));
            lately = known;
        }
        return known.curve;
    }

    /** What this replica was asked in the day before a quarter-hour. */
    private record Lately(long quarter, TrafficCurve curve) {}
}
