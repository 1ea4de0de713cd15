package io.houdao.placement.pacing;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** Money of one line item that this replica may promise until the lease ends. */
final class Lease {

    private static final AtomicLongFieldUpdater<Lease> REST = AtomicLongFieldUpdater.newUpdater(Lease.class, "rest");

    private final UUID leaseId;
    /** A second since 1970: it ends so much early that this is whole. */
    private final long expiresAt;

    private volatile long rest;

    Lease(UUID leaseId, long grantedMicros, Instant expiresAt) {
        this.leaseId = leaseId;
        this.expiresAt = expiresAt.getEpochSecond();
        this.rest = grantedMicros;
    }

    UUID leaseId() {
        return leaseId;
    }

    boolean isOverAt(Instant now) {
        return now.getEpochSecond() >= expiresAt;
    }

    long restMicros() {
        return rest;
    }

    /** Takes {@code micros} out, or all there is where that is less; returns how much. */
    long takeUpTo(long micros) {
        return Math.min(micros, REST.getAndUpdate(this, present -> present - Math.min(present, micros)));
    }

    /** Puts back what was taken and not promised. Where the lease was given back meanwhile, that returns when it lapses. */
    void putBack(long micros) {
        REST.addAndGet(this, micros);
    }

    /** Takes everything out. */
    long takeRest() {
        return REST.getAndSet(this, 0);
    }
}
