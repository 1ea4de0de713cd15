package io.houdao.campaign.advertiser;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What an operator looked at before vouching for an advertiser. */
record Verified(
        @NotBlank(message = "is required: what you looked at, such as the number of a business licence")
        @Size(max = 500, message = "may have at most 500 characters")
        String evidence) {}
