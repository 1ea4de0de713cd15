package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The money that this replica holds, by line item. What was promised cannot be promised again, here or by another
 * replica, so all replicas together never promise more than campaign-service let go of.
 */
@Singleton
public class Leases {

    private final Map<LineItemId, Wallet> wallets = new ConcurrentHashMap<>();

    /** What may be promised for a line item at {@code now}; being asked is what makes more come. */
    public long availableMicros(LineItemId lineItem, Instant now) {
        return wallet(lineItem).availableMicros(now);
    }

    /** Promises {@code micros} of a line item's money, or nothing where no lease holds as much. */
    public boolean take(LineItemId lineItem, long micros, Instant now) {
        return micros == 0 || wallet(lineItem).take(micros, now);
    }

    /** Adds money that may be promised until just before {@code expiresAt}. */
    public void grant(UUID leaseId, LineItemId lineItem, long micros, Instant expiresAt) {
        wallet(lineItem).add(new Lease(leaseId, micros, expiresAt));
    }

    Wallet wallet(LineItemId lineItem) {
        var wallet = wallets.get(lineItem);
        return wallet == null ? wallets.computeIfAbsent(lineItem, id -> new Wallet()) : wallet;
    }

    /** Removes the leases that are over, and returns them. */
    List<Lease> removeOver(Instant now) {
        return wallets.values().stream()
                .flatMap(wallet -> wallet.removeOver(now).stream())
                .toList();
    }
}
