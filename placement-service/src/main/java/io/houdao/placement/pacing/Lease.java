package io.houdao.placement.pacing;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Money of one line item that this replica may promise until the lease ends. */
final class Lease {

    private final UUID leaseId;
    private final Instant expiresAt;
    private final AtomicLong rest;

    Lease(UUID leaseId, long grantedMicros, Instant expiresAt) {
        this.leaseId = leaseId;
        this.expiresAt = expiresAt;
        this.rest = new AtomicLong(grantedMicros);
    }

    UUID leaseId() {
        return leaseId;
    }

    boolean isOverAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    long restMicros() {
        return rest.get();
    }

    /** Takes {@code micros} out, or all there is where that is less; returns how much. */
    long takeUpTo(long micros) {
        return Math.min(micros, rest.getAndUpdate(present -> present - Math.min(present, micros)));
    }

    /** Puts back what was taken and not promised. Where the lease was given back meanwhile, that returns when it lapses. */
    void putBack(long micros) {
        rest.addAndGet(micros);
    }

    /** Takes everything out. */
    long takeRest() {
        return rest.getAndSet(0);
    }
}
