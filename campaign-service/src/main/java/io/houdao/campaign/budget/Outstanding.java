package io.houdao.campaign.budget;

import java.util.UUID;

/**
 * What is out on a lease, while the line item's budget is locked.
 *
 * @param givenMicros how much of it moves on now
 */
record Outstanding(UUID leaseId, UUID lineItemId, long outstandingMicros, long givenMicros) {

    Outstanding giving(long micros) {
        return new Outstanding(leaseId, lineItemId, outstandingMicros, micros);
    }
}
