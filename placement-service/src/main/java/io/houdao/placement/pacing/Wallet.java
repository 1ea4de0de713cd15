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
        var sum = 0L;
        for (var lease : leases) {
            if (!lease.isOverAt(now)) {
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
        if (now % ONE_MILLISECOND_IN == 0) {
            asked.add(ONE_MILLISECOND_IN);
        }
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
        return leases.stream()
                .filter(lease -> !lease.isOverAt(later))
                .mapToLong(Lease::restMicros)
                .sum();
    }

    /** Promises {@code micros}, all from one lease; false where none has as much. */
    boolean take(long micros, Instant now) {
        for (var lease : leases) {
            if (!lease.isOverAt(now) && lease.take(micros)) {
                return true;
            }
        }
        return false;
    }

    synchronized void add(Lease lease) {
        leases = Stream.concat(leases.stream(), Stream.of(lease)).toList();
    }

    /** Removes the leases that are over, and returns them. */
    synchronized List<Lease> removeOver(Instant now) {
        var over = new ArrayList<>(leases);
        over.removeIf(lease -> !lease.isOverAt(now));
        leases = leases.stream().filter(lease -> !lease.isOverAt(now)).toList();
        return over;
    }
}
