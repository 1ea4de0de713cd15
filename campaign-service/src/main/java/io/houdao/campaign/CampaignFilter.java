package io.houdao.campaign;

import io.houdao.campaign.lineitem.Status;
import io.houdao.kit.problem.Problems;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
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

    private static final List<String> SORTS = List.of("createdAt", "-createdAt", "name", "-name");

    /** What to sort by, as a query names it. */
    String field() {
        if (!SORTS.contains(sort)) {
            throw invalid("sort", "must be one of " + SORTS);
        }
        return sort.endsWith("name") ? "lower(name)" : "createdAt";
    }

    boolean isBackwards() {
        return sort.startsWith("-");
    }

    @Nullable
    Status statusOfItems() {
        return status == null
                ? null
                : Arrays.stream(Status.values())
                        .filter(known -> known.toString().equals(status))
                        .findFirst()
                        .orElseThrow(() -> invalid("status", "must be one of " + Arrays.toString(Status.values())));
    }

    private static RuntimeException invalid(String parameter, String message) {
        return Problems.invalid(List.of(new Problems.Violation(parameter, "query", message)));
    }
}
