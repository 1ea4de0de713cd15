package io.houdao.campaign;

import io.houdao.campaign.lineitem.Status;
import io.houdao.campaign.listing.Sort;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which campaigns a list holds, and in which order.
 *
 * @param name part of it, in any case
 * @param status of at least one line item
 * @param archived those that are put away, in place of the others
 * @param sort a field; with a dash before it, backwards
 */
record CampaignFilter(
        @QueryParam("name") @Nullable String name,
        @QueryParam("category") @Nullable String category,
        @QueryParam("status") @Nullable String status,
        @QueryParam("archived") boolean archived,
        @QueryParam("sort") @DefaultValue("-createdAt") String sort) {

    private static final List<Sort.Key<Campaign>> KEYS = List.of(
            new Sort.Key<>("createdAt", Campaign::createdAt), new Sort.Key<>("name", "lower(%s)", Campaign::name));

    Sort<Campaign> order() {
        return Sort.parse(sort, KEYS);
    }

    @Nullable
    Status statusOfItems() {
        return status == null ? null : Status.parse(status);
    }
}
