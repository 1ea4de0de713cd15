package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.decision.candidates.LineItem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;

/**
 * The money that this replica holds, by line item. What was promised cannot be promised again, here or by another
 * replica, so all replicas together never promise more than campaign-service let go of.
 */
@Singleton
public class Leases {

    private static final long PARTS = 1_000;

    private final Map<LineItemId, Wallet> wallets = new ConcurrentHashMap<>();

    /** Where the money of a line item is. */
    public Wallet of(LineItem lineItem) {
        if (lineItem.kept() instanceof Wallet kept && kept.isOf(this)) {
            return kept;
        }
        var found = wallet(lineItem.id());
        lineItem.keep(found);
        return found;
    }

    /** What may be promised for a line item at {@code now}; being asked is what makes more come. */
    public long availableMicros(LineItemId lineItem, Instant now) {
        return wallet(lineItem).availableMicros(now);
    }

    /** Whether looks for money are counted at {@code now}, as a sample of all. */
    public static boolean countsLooksAt(Instant now) {
        return Wallet.countsLooksAt(now.toEpochMilli());
    }

    /** Promises {@code micros} of a line item's money, or nothing where all leases together hold less. */
    public boolean take(LineItemId lineItem, long micros, Instant now) {
        return micros == 0 || wallet(lineItem).take(micros, now);
    }

    /** Adds money that may be promised until just before {@code expiresAt}. */
    public void grant(UUID leaseId, LineItemId lineItem, long micros, Instant expiresAt) {
        wallet(lineItem).add(new Lease(leaseId, micros, expiresAt));
    }

    /**
     * How much to hold of a line item's money: enough for so many showings at the full bid, but no more than a 1000th of
     * what is left. So a replica that is lost takes no more than 0.1 % with it, and the last money is not split among many.
     */
    public static long fullMicros(long mostPerShowingMicros, int showings, long leftMicros) {
        var one = Math.max(1, mostPerShowingMicros);
        return Math.max(one, Math.min(one * showings, leftMicros / PARTS));
    }

    /**
     * How much to ask for, so that {@code fullMicros} can still be promised at {@code later}; zero while half of that can, and
     * whatever a showing may set aside.
     */
    public long wantMicros(LineItemId lineItem, long mostPerShowingMicros, long fullMicros, Instant later) {
        var lasting = wallet(lineItem).lastingMicros(later);
        var enough = Math.max((fullMicros + 1) / 2, Math.min(mostPerShowingMicros, fullMicros));
        return lasting >= enough ? 0 : fullMicros - lasting;
    }

    /** Tells about how often each line item could have been shown since this was last asked; those that could not are missing. */
    void takeOpportunities(ObjLongConsumer<LineItemId> told) {
        wallets.forEach((id, wallet) -> {
            var looks = wallet.takeLooks();
            if (looks > 0) {
                told.accept(id, looks);
            }
        });
    }

    /** The line items whose money somebody looked for after {@code since}. */
    Set<LineItemId> askedForSince(Instant since) {
        var asked = new HashSet<LineItemId>();
        wallets.forEach((id, wallet) -> {
            if (wallet.wasAskedSince(since)) {
                asked.add(id);
            }
        });
        return asked;
    }

    Wallet wallet(LineItemId lineItem) {
        var wallet = wallets.get(lineItem);
        return wallet == null ? wallets.computeIfAbsent(lineItem, id -> new Wallet(this)) : wallet;
    }

    /** Removes the leases that are over, and tells what is left in each of them that anything is left in. */
    public Map<UUID, Long> removeOver(Instant now) {
        var rests = new HashMap<UUID, Long>();
        for (var wallet : wallets.values()) {
            for (var lease : wallet.removeOver(now)) {
                var rest = lease.takeRest();
                if (rest > 0) {
                    rests.put(lease.leaseId(), rest);
                }
            }
        }
        return rests;
    }
}
