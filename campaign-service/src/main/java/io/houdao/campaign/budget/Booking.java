package io.houdao.campaign.budget;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger, as an advertiser reads it on their statement.
 *
 * @param reference the lease, the decision or the payment it is about
 */
public record Booking(
        @JsonIgnore long id,
        Instant at,
        String reason,
        @Nullable UUID lineItemId,
        String source,
        String target,
        long amountMicros,
        @Nullable String reference) {}
