package io.houdao.contracts.campaign;

/**
 * What a guaranteed line item was promised.
 *
 * @param impressions to deliver over the flight
 * @param penaltyMicros owed for each one missed
 */
public record Goal(long impressions, long penaltyMicros) {}
