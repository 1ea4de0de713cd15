package io.houdao.kit.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Lets each caller ask so often and no more: a burst, and then so many requests a second. Kept in memory, by each replica for
 * itself.
 *
 * <p>The generic cell rate algorithm (ITU-T I.371): of a caller only the time is kept at which what they asked so far would
 * have been asked at the lasting rate. With 10 a second and a burst of 5, the sixth request at once would be at 600 ms,
 * more than 500 ms ahead of now, and is not let through.
 *
 * <p>That time says nothing any more once it is over, so nobody need be looked after: callers are in a table of 8 MB by a hash of 64
 * bits, eight to a bucket, and a ninth takes the place of whose time is over first. Who shares a hash with another shares their
 * limit: two of a million callers do with a probability of 3 in 100 million.
 */
@ApplicationScoped
public class RequestLimits {

    private static final int BUCKETS = 1 << 16;
    /** A caller and their time in each of eight places. */
    private static final int LONGS_A_BUCKET = 16;

    private static final int LOCKS = 1 << 10;

    private final long[] table = new long[BUCKETS * LONGS_A_BUCKET];
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray(Object[]::new);
    /** So that nobody can choose whom to share a bucket with. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    private final long microsARequest;
    private final long aheadMicros;
    private final Clock clock;
    private final Counter limited;

    RequestLimits(LimitSettings settings, Clock clock, MeterRegistry meters) {
        this.microsARequest = TimeUnit.SECONDS.toMicros(1) / settings.perSecond();
        this.aheadMicros = microsARequest * settings.burst();
        this.clock = clock;
        this.limited = meters.counter("houdao.requests.limited");
    }

    /** Whether {@code caller} may ask once more now; where not, it does not count against them. */
    public boolean admit(String caller) {
        var hash = hash(caller);
        var now = TimeUnit.MILLISECONDS.toMicros(clock.millis());
        boolean admitted;
        synchronized (locks[bucket(hash) % LOCKS]) {
            admitted = admit(hash, now);
        }
        if (!admitted) {
            limited.increment();
        }
        return admitted;
    }

    private boolean admit(long caller, long now) {
        var place = place(caller);
        var before = table[place] == caller ? table[place + 1] : now;
        // Further ahead than ever admitted: the clock was set back, which is not the caller's fault.
        var from = before - now > aheadMicros ? now : Math.max(before, now);
        var after = from + microsARequest;
        if (after - now > aheadMicros) {
            return false;
        }
        table[place] = caller;
        table[place + 1] = after;
        return true;
    }

    /* Where the caller is, or else may be. */
    private int place(long caller) {
        var first = bucket(caller) * LONGS_A_BUCKET;
        var soonest = first;
        for (var place = first; place < first + LONGS_A_BUCKET; place += 2) {
            if (table[place] == caller) {
                return place;
            }
            if (table[place + 1] < table[soonest + 1]) {
                soonest = place;
            }
        }
        return soonest;
    }

    private static int bucket(long hash) {
        return (int) (hash >>> Long.SIZE - Integer.numberOfTrailingZeros(BUCKETS));
    }

    /* FNV-1a, finished as in MurmurHash3. */
    private long hash(String caller) {
        var hash = seed;
        for (var i = 0; i < caller.length(); i++) {
            hash = (hash ^ caller.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }

    /** For how long a caller who was refused should wait. */
    long pauseSeconds() {
        return Math.max(1, TimeUnit.MICROSECONDS.toSeconds(microsARequest));
    }
}
