package io.houdao.campaign.lineitem;

import static java.util.stream.Collectors.groupingBy;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.Campaigns;
import io.houdao.campaign.advertiser.Advertiser;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.creative.Creative;
import io.houdao.campaign.creative.Creatives;
import io.houdao.campaign.publishing.Catalogue;
import io.houdao.campaign.publishing.Doubted;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Puts line items on the air as they are approved, and takes them off it. */
@ApplicationScoped
public class OnAir {

    private static final int FEW = 500;

    private final Advertisers advertisers;
    private final Creatives creatives;
    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final LineItems lineItems;
    private final Clock clock;

    OnAir(
            Advertisers advertisers,
            Creatives creatives,
            Catalogue catalogue,
            Campaigns campaigns,
            LineItems lineItems,
            Clock clock) {
        this.advertisers = advertisers;
        this.creatives = creatives;
        this.catalogue = catalogue;
        this.campaigns = campaigns;
        this.lineItems = lineItems;
        this.clock = clock;
    }

    /**
     * Passes if line items of a campaign may go on the air.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 where nobody vouches for the advertiser any more
     */
    public void requireOpen(Campaign campaign) {
        if (!advertisers.findById(campaign.advertiserId()).isVerified()) {
            throw Problems.conflict("No operator vouches for the advertiser; until one does, nothing goes on the air.");
        }
    }

    /** Publishes line items of one campaign, all of them live and flushed. */
    public void publish(Campaign campaign, List<LineItem> items) {
        var advertiser = advertisers.findById(campaign.advertiserId());
        var ids = items.stream().map(LineItem::id).toList();
        var creativesByItem = ids.size() <= FEW ? creatives.byLineItem(ids) : creatives.byLineItemOf(campaign.id());
        catalogue.publish(items.stream()
                .map(item -> live(advertiser, campaign, item, creativesByItem.getOrDefault(item.id(), List.of())))
                .toList());
    }

    public void withdraw(List<UUID> lineItemIds) {
        catalogue.withdraw(lineItemIds);
    }

    /** Says once more what holds of these, over what stands in its place: on the air as they are now, or off it. */
    void sayAgain(@Observes Doubted doubted) {
        var live = lineItems.withIds(doubted.lineItemIds()).stream()
                .filter(item -> item.status() == Status.LIVE)
                .toList();
        var off = new HashSet<>(doubted.lineItemIds());
        live.forEach(item -> off.remove(item.id()));
        catalogue.withdraw(off);
        live.stream()
                .collect(groupingBy(LineItem::campaignId))
                .forEach((campaignId, items) -> publish(campaigns.findById(campaignId), items));
    }

    private LiveLineItem live(Advertiser advertiser, Campaign campaign, LineItem item, List<Creative> ofItem) {
        if (item.status() != Status.LIVE) {
            throw new IllegalStateException("line item " + item.id() + " is " + item.status() + " and not published");
        }
        var terms = item.terms();
        var audience = terms.audience();
        return new LiveLineItem(
                new LineItemId(item.id()),
                item.version(),
                clock.instant(),
                new CampaignId(campaign.id()),
                new AdvertiserId(advertiser.id()),
                advertiser.name(),
                campaign.onBehalfOf(),
                campaign.category(),
                ofItem.stream().allMatch(creative -> creative.content().childSafe()),
                terms.delivery(),
                terms.bid(),
                advertiser.currency(),
                terms.budgetMicros(),
                terms.dailyBudgetMicros(),
                terms.goal(),
                terms.startsAt(),
                terms.endsAt(),
                advertiser.zone(),
                terms.dayparts(),
                terms.caps(),
                audience == null ? null : audience.parsed(),
                terms.scenes(),
                terms.touchpoints(),
                terms.deviceKinds(),
                terms.languages(),
                terms.regions(),
                terms.dealOnly(),
                terms.sequence(),
                ofItem.stream()
                        .map(creative -> creative.content().live(creative.id()))
                        .toList());
    }
}
