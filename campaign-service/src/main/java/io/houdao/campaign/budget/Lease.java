package io.houdao.campaign.budget;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/**
 * Money lent to a replica.
 *
 * @param grantedMicros at most what was asked for; zero where there is nothing to lend
 * @param expiresAt the replica must not spend it from then on
 * @param lapsesAt no receipt handed out under it is valid from then on
 */
record Lease(
        UUID leaseId,
        UUID lineItemId,
        @JsonIgnore String replica,
        long grantedMicros,
        @JsonIgnore Instant grantedAt,
        Instant expiresAt,
        @JsonIgnore Instant lapsesAt) {}
