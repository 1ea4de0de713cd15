package io.houdao.campaign;

import io.houdao.campaign.lineitem.LineItemView;
import io.houdao.campaign.lineitem.Status;
import io.houdao.kit.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it is answered.
 *
 * @param lineItems the first ones, in the order in which they were added; absent in a list of campaigns
 * @param lineItemsByStatus how many of them are where on their way; only in a list of campaigns
 * @param nextLineItems the cursor of the campaign's further line items; absent where these are all
 */
record CampaignView(
        UUID campaignId,
        UUID advertiserId,
        String name,
        String category,
        @Nullable String onBehalfOf,
        Instant createdAt,
        @Nullable Instant archivedAt,
        long version,
        int lineItemCount,
        @Nullable Map<Status, Long> lineItemsByStatus,
        @Nullable List<LineItemView> lineItems,
        @Nullable String nextLineItems) {

    static CampaignView of(Campaign campaign) {
        return of(campaign, null, null, null);
    }

    /** As in a list of campaigns. */
    static CampaignView of(Campaign campaign, Map<Status, Long> lineItemsByStatus) {
        return of(campaign, lineItemsByStatus, null, null);
    }

    static CampaignView of(Campaign campaign, Page<LineItemView> lineItems) {
        return of(campaign, null, lineItems.items(), lineItems.next());
    }

    private static CampaignView of(
            Campaign campaign,
            @Nullable Map<Status, Long> lineItemsByStatus,
            @Nullable List<LineItemView> lineItems,
            @Nullable String nextLineItems) {
        return new CampaignView(
                campaign.id(),
                campaign.advertiserId(),
                campaign.name(),
                campaign.category(),
                campaign.onBehalfOf(),
                campaign.createdAt(),
                campaign.archivedAt(),
                campaign.version(),
                campaign.lineItemCount(),
                lineItemsByStatus,
                lineItems,
                nextLineItems);
    }
}
