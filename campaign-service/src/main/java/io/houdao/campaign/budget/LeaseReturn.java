package io.houdao.campaign.budget;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.UUID;

/** How much of a lease a replica gives back; in an answer, how much was taken. */
record LeaseReturn(
        @NotNull(message = "is required") UUID leaseId,
        @PositiveOrZero(message = "must not be negative") long amountMicros) {}
