package io.houdao.campaign.report;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.Campaigns;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.budget.Balance;
import io.houdao.campaign.budget.Budgets;
import io.houdao.campaign.lineitem.LineItem;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.campaign.report.Report.Figures;
import io.houdao.campaign.report.Report.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
    private final Told told;
    private final int k;

    Reports(
            Campaigns campaigns,
            Advertisers advertisers,
            LineItems lineItems,
            Budgets budgets,
            Deliveries deliveries,
            Told told,
            @ConfigProperty(name = "houdao.report.k") int k) {
        this.campaigns = campaigns;
        this.advertisers = advertisers;
        this.lineItems = lineItems;
        this.budgets = budgets;
        this.deliveries = deliveries;
        this.told = told;
        this.k = k;
    }

    /** What it delivered and cost until now, and what people did as far as it may be told. */
    Report of(UUID campaignId) {
        var campaign = campaigns.visible(campaignId);
        var items = lineItems.of(campaignId);
        var balances = budgets.balances(items.stream().map(LineItem::id).toList());
        var bills = deliveries.billByLineItem(campaignId);
        var toldByItem = new HashMap<UUID, Counts>();
        told.of(campaignId).forEach((cell, counts) -> toldByItem.merge(cell.lineItemId(), counts, Counts::plus));
        var rows = items.stream()
                .map(item -> row(
                        item,
                        balances.get(item.id()),
                        bills.getOrDefault(item.id(), Breakdown.Bill.NONE).impressions(),
                        toldByItem.getOrDefault(item.id(), Counts.NONE)))
                .toList();
        return Report.of(campaignId, currency(campaign), rows);
    }

    /** The same by day, scene, slot or creative. */
    Breakdown of(UUID campaignId, Set<Dimension> by, Part part) {
        var campaign = campaigns.visible(campaignId);
        return Breakdown.of(campaignId, currency(campaign), k, told.of(campaignId), by, part, bill(campaignId, part));
    }

    private Breakdown.Bill bill(UUID campaignId, Part part) {
        return deliveries.billByLineItem(campaignId).entrySet().stream()
                .filter(item -> part.lineItemId() == null || part.lineItemId().equals(item.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Breakdown.Bill.NONE, Breakdown.Bill::plus);
    }

    private String currency(Campaign campaign) {
        return advertisers.findById(campaign.advertiserId()).currency();
    }

    private static Row row(LineItem item, @Nullable Balance balance, long impressions, Counts told) {
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
                        impressions,
                        told.impressions(),
                        told.viewables(),
                        told.clicks(),
                        told.conversions(),
                        told.closes(),
                        told.hides(),
                        told.complaints(),
                        told.useful(),
                        told.checkIns()));
    }
}
