package io.houdao.campaign.advertiser;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An advertiser to take on.
 *
 * @param zone IANA name of the zone in which its days and dayparts are meant
 * @param currency ISO 4217
 * @param domains hosts that its landing pages may be on
 * @param verified false where nobody vouches for it yet; absent means that the operator does
 */
record AdvertiserBody(
        @Nullable UUID advertiserId,

        @NotBlank(message = "is required") @Size(max = 200, message = "may have at most 200 characters")
        String name,

        @NotNull(message = "is required: an IANA time zone, such as Asia/Shanghai") @Zone
        String zone,

        @NotNull(message = "is required: an ISO 4217 code, such as CNY")
        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code, such as CNY")
        String currency,

        @Nullable @Size(max = 100, message = "may name at most 100 hosts")
        List<@NotNull @Pattern(regexp = Domains.HOST, message = Domains.WRONG) String> domains,

        @Nullable Boolean verified) {}
