package io.houdao.campaign.advertiser;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Money paid in.
 *
 * @param amountMicros in millionths of the advertiser's currency
 * @param reference of the payment
 */
record Deposit(
        @NotNull(message = "is required: millionths of the advertiser's currency")
        @Min(value = 1, message = "must be at least 1 millionth of the advertiser's currency")
        @Max(value = 1_000_000_000_000_000L, message = "must be at most 1,000,000,000 units of the currency")
        Long amountMicros,

        @NotBlank(message = "is required: the reference of the payment")
        @Size(max = 200, message = "may have at most 200 characters")
        String reference) {}
