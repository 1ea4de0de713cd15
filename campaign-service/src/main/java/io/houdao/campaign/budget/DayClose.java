package io.houdao.campaign.budget;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;

/**
 * How an advertiser's day ended, in millionths of their currency.
 *
 * @param endsAt the midnight in the advertiser's zone
 * @param transfers how many rows of the ledger fall on the day
 * @param paidInMicros ever, until then: the sum of available, reserved, leased and spent
 * @param spentOnDayMicros billable events less refunds
 * @param standing where the money was at midnight
 */
public record DayClose(
        LocalDate day,
        Instant endsAt,
        Instant closedAt,
        long transfers,
        long paidInMicros,
        long spentOnDayMicros,
        @JsonUnwrapped Account standing) {}
