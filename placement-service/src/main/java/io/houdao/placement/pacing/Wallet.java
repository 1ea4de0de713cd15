package io.houdao.placement.pacing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The leases of one line item, when somebody last looked for money in them, and about how often. */
final class Wallet {

    private static final long WORTH_NOTING_MILLIS = 1_000;
    private static final long ONE_MILLISECOND_IN = 32;

    private volatile List<Lease> leases = List.of();
    private volatile long askedAt;
    private final LongAdder asked = new LongAdder();

    /** How much may be promised at {@code now}. */
    long availableMicros(Instant now) {
        note(now.toEpochMilli());
        return restMicros(now);
    }

    private long restMicros(Instant at) {
        var sum = 0L;
        for (var lease : leases) {
            if (!lease.isOverAt(at)) {
                sum += lease.restMicros();
            }
        }
        return sum;
    }

    /* Writes that all processors must see, so not for every look: looks are counted in one millisecond of 32. */
    private void note(long now) {
        if (now - askedAt > WORTH_NOTING_MILLIS) {
            askedAt = now;
        }
        if (countsLooksAt(now)) {
            asked.add(ONE_MILLISECOND_IN);
        }
    }

    static boolean countsLooksAt(long epochMilli) {
        return epochMilli % ONE_MILLISECOND_IN == 0;
    }

    /** About how often somebody looked since this was last asked. */
    long takeLooks() {
        return asked.sumThenReset();
    }

    boolean wasAskedSince(Instant since) {
        return askedAt > since.toEpochMilli();
    }

    /** How much may still be promised at {@code later}, as it looks now. */
    long lastingMicros(Instant later) {
        return restMicros(later);
    }

    /**
     * Promises {@code micros}, or nothing. It draws on the oldest leases first, each to its last micro, as campaign-service
     * does when it charges: what lay about in remains of leases would come back only with the last receipt.
     */
    boolean take(long micros, Instant now) {
        var held = leases;
        var parts = new long[held.size()];
        var open = micros;
        for (var i = 0; i < parts.length && open > 0; i++) {
            parts[i] = held.get(i).isOverAt(now) ? 0 : held.get(i).takeUpTo(open);
            open -= parts[i];
        }
        for (var i = 0; i < parts.length && open > 0; i++) {
            held.get(i).putBack(parts[i]);
        }
        return open == 0;
    }

    synchronized void add(Lease lease) {
        leases = Stream.concat(leases.stream(), Stream.of(lease)).toList();
    }

    /** Removes the leases that are over, and returns them. */
    synchronized List<Lease> removeOver(Instant now) {
        if (!isAnyOverAt(now)) {
            return List.of();
        }
        var over = new ArrayList<>(leases);
        over.removeIf(lease -> !lease.isOverAt(now));
        leases = leases.stream().filter(lease -> !lease.isOverAt(now)).toList();
        return over;
    }

    /* Looked at some times a second in every wallet, and rarely so. */
    private boolean isAnyOverAt(Instant now) {
        for (var lease : leases) {
            if (lease.isOverAt(now)) {
                return true;
            }
        }
        return false;
    }
}
