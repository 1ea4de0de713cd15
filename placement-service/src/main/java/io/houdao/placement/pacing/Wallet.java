package io.houdao.placement.pacing;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The leases of one line item, when somebody last looked for money in them, and about how often. */
public final class Wallet {

    private static final long WORTH_NOTING_MILLIS = 1_000;
    private static final long ONE_MILLISECOND_IN = 512;

    private final Leases owner;
    private volatile Lease[] leases = {};
    private volatile long askedAt;
    private final LongAdder asked = new LongAdder();

    Wallet(Leases owner) {
        this.owner = owner;
    }

    boolean isOf(Leases leases) {
        return owner == leases;
    }

    /** How much may be promised at {@code now}; being asked is what makes more come. */
    public long availableMicros(Instant now) {
        note(now.toEpochMilli());
        return lastingMicros(now);
    }

    /* Writes that all processors must see, so not for every look: looks are counted in one millisecond of 512. */
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
        var sum = 0L;
        for (var lease : leases) {
            if (!lease.isOverAt(later)) {
                sum += lease.restMicros();
            }
        }
        return sum;
    }

    /** Whether so much may be promised at {@code now}. It counts as no look for money: who asks has looked. */
    boolean holds(long micros, Instant now) {
        return micros == 0 || lastingMicros(now) >= micros;
    }

    /**
     * Promises {@code micros}, or nothing. It draws on the oldest leases first, each to its last micro, as campaign-service
     * does when it charges: what lay about in remains of leases would come back only with the last receipt.
     */
    boolean take(long micros, Instant now) {
        var held = leases;
        var parts = new long[held.length];
        var open = micros;
        for (var i = 0; i < parts.length && open > 0; i++) {
            parts[i] = held[i].isOverAt(now) ? 0 : held[i].takeUpTo(open);
            open -= parts[i];
        }
        for (var i = 0; i < parts.length && open > 0; i++) {
            held[i].putBack(parts[i]);
        }
        return open == 0;
    }

    synchronized void add(Lease lease) {
        leases = Stream.concat(Arrays.stream(leases), Stream.of(lease)).toArray(Lease[]::new);
    }

    /** Removes the leases that are over, and returns them. */
    synchronized List<Lease> removeOver(Instant now) {
        if (!isAnyOverAt(now)) {
            return List.of();
        }
        var over = Arrays.stream(leases).filter(lease -> lease.isOverAt(now)).toList();
        leases = Arrays.stream(leases).filter(lease -> !lease.isOverAt(now)).toArray(Lease[]::new);
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
