package io.houdao.campaign.report;

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
            @JsonUnwrapped Figures figures) {}

    /**
     * What was delivered, and where the money is. For what runs, spent + leased + available = budget.
     *
     * @param unbilledMicros what events would have cost beyond the budget; never charged
     * @param impressions until now, as billed
     * @param toldImpressions those of which the following tells what people did: of closed days, and of enough people
     */
    record Figures(
            long budgetMicros,
            long spentMicros,
            long leasedMicros,
            long availableMicros,
            long unbilledMicros,
            long impressions,
            long toldImpressions,
            long viewables,
            long clicks,
            long conversions,
            long closes,
            long hides,
            long complaints,
            long useful,
            long checkIns) {

        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        Figures plus(Figures other) {
            return new Figures(
                    budgetMicros + other.budgetMicros,
                    spentMicros + other.spentMicros,
                    leasedMicros + other.leasedMicros,
                    availableMicros + other.availableMicros,
                    unbilledMicros + other.unbilledMicros,
                    impressions + other.impressions,
                    toldImpressions + other.toldImpressions,
                    viewables + other.viewables,
                    clicks + other.clicks,
                    conversions + other.conversions,
                    closes + other.closes,
                    hides + other.hides,
                    complaints + other.complaints,
                    useful + other.useful,
                    checkIns + other.checkIns);
        }
    }

    static Report of(UUID campaignId, String currency, List<Row> items) {
        var totals = items.stream().map(Row::figures).reduce(Figures.NONE, Figures::plus);
        return new Report(campaignId, currency, totals, items);
    }
}
