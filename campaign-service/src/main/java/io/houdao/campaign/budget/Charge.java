package io.houdao.campaign.budget;

import java.time.Instant;
import java.util.UUID;

/**
 * What one billable event costs.
 *
 * @param occurredAt decides on which day it counts
 */
public record Charge(UUID decisionId, UUID lineItemId, long priceMicros, Instant occurredAt) {}
