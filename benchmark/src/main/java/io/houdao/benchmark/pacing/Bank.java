package io.houdao.benchmark.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;

/**
 * Stands in for campaign-service, with its rules: lends what is available, charges what is lent first, the oldest lease
 * first, and takes back once a lease. What a lost replica holds stays lent until receipts expire, a day later.
 */
final class Bank {

    static final Duration LEASE_LIFE = Duration.ofMinutes(5);

    private final Deque<Lent> lent = new ArrayDeque<>();
    private long availableMicros;
    private long spentMicros;
    private long shortfallMicros;

    Bank(long budgetMicros) {
        availableMicros = budgetMicros;
    }

    /** Lends what there is, up to what is asked. */
    Grant lend(long askedMicros, Instant now) {
        var granted = Math.min(askedMicros, availableMicros);
        var lease = new Lent(UUID.randomUUID(), granted);
        availableMicros -= granted;
        lent.add(lease);
        return new Grant(lease.id, granted, now.plus(LEASE_LIFE));
    }

    void takeBack(Map<UUID, Long> restByLease) {
        if (restByLease.isEmpty()) {
            return;
        }
        lent.removeIf(lease -> lease.outstandingMicros == 0);
        for (var lease : lent) {
            var back = Math.min(lease.outstandingMicros, restByLease.getOrDefault(lease.id, 0L));
            lease.outstandingMicros -= back;
            availableMicros += back;
        }
    }

    /** Charges what an event costs; what nothing covers is the platform's loss. */
    void charge(long micros) {
        var open = micros;
        while (open > 0 && !lent.isEmpty()) {
            var oldest = lent.getFirst();
            var taken = Math.min(open, oldest.outstandingMicros);
            oldest.outstandingMicros -= taken;
            open -= taken;
            if (oldest.outstandingMicros == 0) {
                lent.removeFirst();
            }
        }
        var fromAvailable = Math.min(open, availableMicros);
        availableMicros -= fromAvailable;
        spentMicros += micros - open + fromAvailable;
        shortfallMicros += open - fromAvailable;
    }

    long spentMicros() {
        return spentMicros;
    }

    /** What was promised beyond the budget: must be zero. */
    long shortfallMicros() {
        return shortfallMicros;
    }

    record Grant(UUID leaseId, long micros, Instant expiresAt) {}

    private static final class Lent {

        private final UUID id;
        private long outstandingMicros;

        Lent(UUID id, long micros) {
            this.id = id;
            this.outstandingMicros = micros;
        }
    }
}
