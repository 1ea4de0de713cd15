package io.houdao.campaign.advertiser;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An advertiser as it is answered. */
record AdvertiserView(
        UUID advertiserId,
        String name,
        String zone,
        String currency,
        List<String> domains,
        Instant createdAt,
        long version) {

    static AdvertiserView of(Advertiser advertiser) {
        return new AdvertiserView(
                advertiser.id(),
                advertiser.name(),
                advertiser.zone(),
                advertiser.currency(),
                advertiser.domains(),
                advertiser.createdAt(),
                advertiser.version());
    }
}
