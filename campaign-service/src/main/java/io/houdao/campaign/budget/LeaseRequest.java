package io.houdao.campaign.budget;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.UUID;

/** How much a replica wants to be able to spend of a line item. */
record LeaseRequest(
        @NotNull(message = "is required") UUID lineItemId,
        @PositiveOrZero(message = "must not be negative") long amountMicros) {}
