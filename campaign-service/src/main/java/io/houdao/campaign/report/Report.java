package io.houdao.campaign.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.houdao.campaign.lineitem.Status;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign delivered and cost until now, in millionths of {@code currency}.
 *
 * @param items every line item, in order
 */
@Schema(name = "CampaignReport")
record Report(UUID campaignId, String currency, Figures totals, List<Row> items) {

    /**
     * One line item.
     *
     * @param goalImpressions how many were promised by the end of the flight; absent where none were
     */
    @Schema(name = "CampaignReportRow")
    record Row(
            UUID lineItemId,
            String name,
            Status status,
            @Nullable Long goalImpressions,
            @JsonUnwrapped Figures figures) {

        Row bill() {
            return new Row(lineItemId, name, status, goalImpressions, figures.bill());
        }
    }

    /**
     * What was delivered, and where the money is. For what runs, spent + leased + available = budget.
     *
     * @param unbilledMicros what events would have cost beyond the budget; never charged
     * @param viewables what people did, as all that follows; absent where too few people may have done it to tell
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Figures(
            long budgetMicros,
            long spentMicros,
            long leasedMicros,
            long availableMicros,
            long unbilledMicros,
            long impressions,
            @Nullable Long viewables,
            @Nullable Long clicks,
            @Nullable Long conversions,
            @Nullable Long closes,
            @Nullable Long hides,
            @Nullable Long complaints,
            @Nullable Long useful,
            @Nullable Long checkIns) {

        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);

        Figures plus(Figures other) {
            return new Figures(
                    budgetMicros + other.budgetMicros,
                    spentMicros + other.spentMicros,
                    leasedMicros + other.leasedMicros,
                    availableMicros + other.availableMicros,
                    unbilledMicros + other.unbilledMicros,
                    impressions + other.impressions,
                    sum(viewables, other.viewables),
                    sum(clicks, other.clicks),
                    sum(conversions, other.conversions),
                    sum(closes, other.closes),
                    sum(hides, other.hides),
                    sum(complaints, other.complaints),
                    sum(useful, other.useful),
                    sum(checkIns, other.checkIns));
        }

        private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
            return one == null || other == null ? null : Long.valueOf(one + other);
        }

        /** The bill alone, without what people did. */
        Figures bill() {
            return new Figures(
                    budgetMicros,
                    spentMicros,
                    leasedMicros,
                    availableMicros,
                    unbilledMicros,
                    impressions,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /**
     * Tells what people did only where a line item has at least {@code k} impressions; and of all line items together only
     * where what is not told apart has as many, so that no difference gives it away.
     */
    static Report of(UUID campaignId, String currency, int k, List<Row> exact) {
        var totals = exact.stream().map(Row::figures).reduce(Figures.NONE, Figures::plus);
        var untold = exact.stream()
                .mapToLong(row -> row.figures.impressions)
                .filter(impressions -> impressions < k)
                .sum();
        var rows = exact.stream()
                .map(row -> row.figures.impressions < k ? row.bill() : row)
                .toList();
        var tellsTotals = totals.impressions >= k && (untold == 0 || untold >= k);
        return new Report(campaignId, currency, tellsTotals ? totals : totals.bill(), rows);
    }
}
