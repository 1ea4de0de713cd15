package io.houdao.campaign.lineitem;

import io.houdao.campaign.listing.Sort;
import io.houdao.contracts.campaign.LiveLineItem.Delivery;
import io.houdao.kit.problem.Problems;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which line items of a campaign a list holds, and in which order.
 *
 * @param name part of it, in any case
 * @param sort position, name, budgetMicros or endsAt; with a dash before it, backwards
 */
record LineItemFilter(
        @QueryParam("name") @Nullable String name,
        @QueryParam("status") @Nullable String status,
        @QueryParam("delivery") @Nullable String delivery,
        @QueryParam("sort") @DefaultValue("position") String sort) {

    /** All of them, in the order in which they were added. */
    static final LineItemFilter NONE = new LineItemFilter(null, null, null, "position");

    private static final List<Sort.Key<LineItem>> KEYS = List.of(
            new Sort.Key<>("position", LineItem::position),
            new Sort.Key<>("name", "lower(%s)", item -> item.terms().name()),
            new Sort.Key<>("budgetMicros", item -> item.terms().budgetMicros()),
            new Sort.Key<>("endsAt", LineItem::endsAt));

    Sort<LineItem> order() {
        return Sort.parse(sort, KEYS);
    }

    @Nullable
    Status parsedStatus() {
        return status == null ? null : Status.parse(status);
    }

    /** As the database keeps it. */
    @Nullable
    String deliveryName() {
        if (delivery != null
                && Arrays.stream(Delivery.values())
                        .noneMatch(each -> each.name().equals(delivery))) {
            throw Problems.invalid(List.of(new Problems.Violation(
                    "delivery", "query", "must be one of " + Arrays.toString(Delivery.values()))));
        }
        return delivery;
    }
}
