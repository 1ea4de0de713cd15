package io.houdao.campaign.budget;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An amount that moves from one account to another: one row of the ledger.
 *
 * @param lineItemId absent for a deposit
 * @param amountMicros more than nothing
 * @param reference of the lease, the decision or the payment it is about
 */
record Transfer(
        Reason reason,
        UUID advertiserId,
        @Nullable UUID lineItemId,
        Place source,
        Place target,
        long amountMicros,
        @Nullable String reference) {

    /** The accounts; the ledger's migration explains them. */
    enum Place {
        OUTSIDE,
        FUNDS,
        AVAILABLE,
        LEASED,
        SPENT,
        UNBILLED
    }

    /** Why money moves. */
    enum Reason {
        DEPOSIT,
        RESERVE,
        RELEASE,
        LEASE,
        RETURN,
        EXPIRE,
        SPEND,
        FIXED_TIME,
        REFUND,
        SHORTFALL
    }

    static Transfer of(
            Reason reason, Balance balance, Place source, Place target, long amountMicros, @Nullable Object reference) {
        return new Transfer(
                reason,
                balance.advertiserId(),
                balance.lineItemId(),
                source,
                target,
                amountMicros,
                reference == null ? null : reference.toString());
    }
}
