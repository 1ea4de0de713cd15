package io.houdao.campaign.budget;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a line item needs to run.
 *
 * @param budgetMicros zero for a house line item, which costs nothing
 * @param dailyBudgetMicros absent means no daily limit
 */
public record Reservation(
        UUID lineItemId, long budgetMicros, @Nullable Long dailyBudgetMicros) {}
