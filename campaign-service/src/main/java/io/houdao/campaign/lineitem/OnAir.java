package io.houdao.campaign.lineitem;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.advertiser.Advertiser;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.creative.Creative;
import io.houdao.campaign.creative.Creatives;
import io.houdao.campaign.publishing.Catalogue;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Puts line items on the air as they are approved, and takes them off it. */
@ApplicationScoped
public class OnAir {

    private static final int FEW = 500;

    private final Advertisers advertisers;
    private final Creatives creatives;
    private final Catalogue catalogue;
    private final Clock clock;

    OnAir(Advertisers advertisers, Creatives creatives, Catalogue catalogue, Clock clock) {
        this.advertisers = advertisers;
        this.creatives = creatives;
        this.catalogue = catalogue;
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
