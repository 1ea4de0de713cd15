package io.houdao.campaign.advertiser;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An advertiser as it is answered.
 *
 * @param verifiedAt since when an operator vouches for it; absent where none does
 */
record AdvertiserView(
        UUID advertiserId,
        String name,
        String zone,
        String currency,
        List<String> domains,
        Instant createdAt,
        @Nullable Instant verifiedAt,
        @Nullable String verifiedBy,
        long version) {

    static AdvertiserView of(Advertiser advertiser) {
        return new AdvertiserView(
                advertiser.id(),
                advertiser.name(),
                advertiser.zone(),
                advertiser.currency(),
                advertiser.domains(),
                advertiser.createdAt(),
                advertiser.verifiedAt(),
                advertiser.verifiedBy(),
                advertiser.version());
    }
}
