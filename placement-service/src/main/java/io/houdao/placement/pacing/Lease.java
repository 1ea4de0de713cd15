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

    /** Takes {@code micros} out, or nothing where there is less. */
    boolean take(long micros) {
        var present = rest.get();
        while (present >= micros) {
            if (rest.compareAndSet(present, present - micros)) {
                return true;
            }
            present = rest.get();
        }
        return false;
    }

    /** Takes everything out. */
    long takeRest() {
        return rest.getAndSet(0);
    }
}
