package io.houdao.campaign.report;

import io.houdao.campaign.Campaigns;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.budget.Balance;
import io.houdao.campaign.budget.Budgets;
import io.houdao.campaign.lineitem.LineItem;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.campaign.report.Report.Figures;
import io.houdao.campaign.report.Report.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Puts a campaign's deliveries and its money side by side. */
@ApplicationScoped
class Reports {

    private final Campaigns campaigns;
    private final Advertisers advertisers;
    private final LineItems lineItems;
    private final Budgets budgets;
    private final Deliveries deliveries;
    private final int k;

    Reports(
            Campaigns campaigns,
            Advertisers advertisers,
            LineItems lineItems,
            Budgets budgets,
            Deliveries deliveries,
            @ConfigProperty(name = "houdao.report.k") int k) {
        this.campaigns = campaigns;
        this.advertisers = advertisers;
        this.lineItems = lineItems;
        this.budgets = budgets;
        this.deliveries = deliveries;
        this.k = k;
    }

    Report of(UUID campaignId) {
        var campaign = campaigns.visible(campaignId);
        var items = lineItems.of(campaignId);
        var balances = budgets.balances(items.stream().map(LineItem::id).toList());
        var events = deliveries.eventsByLineItem(campaignId);
        var rows = items.stream()
                .map(item -> row(item, balances.get(item.id()), events.getOrDefault(item.id(), Map.of())))
                .toList();
        return Report.of(
                campaignId, advertisers.findById(campaign.advertiserId()).currency(), k, rows);
    }

    private static Row row(LineItem item, @Nullable Balance balance, Map<String, Long> events) {
        var goal = item.terms().goal();
        return new Row(
                item.id(),
                item.terms().name(),
                item.status(),
                goal == null ? null : goal.impressions(),
                new Figures(
                        item.terms().costMicros(),
                        balance == null ? 0 : balance.spentMicros(),
                        balance == null ? 0 : balance.leasedMicros(),
                        balance == null ? 0 : balance.availableMicros(),
                        balance == null ? 0 : balance.unbilledMicros(),
                        count(events, Kind.IMPRESSION),
                        count(events, Kind.VIEWABLE),
                        count(events, Kind.CLICK),
                        count(events, Kind.CONVERSION),
                        count(events, Kind.CLOSE),
                        count(events, Kind.HIDE),
                        count(events, Kind.COMPLAINT),
                        count(events, Kind.USEFUL),
                        count(events, Kind.CHECK_IN)));
    }

    private static long count(Map<String, Long> events, Kind kind) {
        return events.getOrDefault(kind.toString(), 0L);
    }
}
