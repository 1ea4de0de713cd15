package io.houdao.campaign.budget;

/**
 * Where an advertiser's money is, in millionths of their currency. What they paid in is the sum of the first four.
 *
 * @param availableMicros that no line item has
 * @param reservedMicros that line items have and no replica holds
 * @param leasedMicros that replicas may be spending just now
 * @param spentMicros that billable events cost
 * @param unbilledMicros that events would have cost beyond budgets; never charged
 */
public record Account(
        long availableMicros, long reservedMicros, long leasedMicros, long spentMicros, long unbilledMicros) {}
