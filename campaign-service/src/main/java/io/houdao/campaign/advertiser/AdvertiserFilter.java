package io.houdao.campaign.advertiser;

import io.houdao.campaign.listing.Sort;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which advertisers a list holds, and in which order.
 *
 * @param name part of it, in any case
 * @param verified only those that an operator vouches for, or only those that none does
 * @param sort id, name or createdAt; with a dash before it, backwards
 */
record AdvertiserFilter(
        @QueryParam("name") @Nullable String name,
        @QueryParam("currency") @Nullable String currency,
        @QueryParam("verified") @Nullable Boolean verified,
        @QueryParam("sort") @DefaultValue("id") String sort) {

    private static final List<Sort.Key<Advertiser>> KEYS = List.of(
            new Sort.Key<>("id", Advertiser::id),
            new Sort.Key<>("name", "lower(%s)", Advertiser::name),
            new Sort.Key<>("createdAt", Advertiser::createdAt));

    Sort<Advertiser> order() {
        return Sort.parse(sort, KEYS);
    }
}
