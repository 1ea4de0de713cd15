package io.houdao.campaign;

import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.campaign.lineitem.LineItemService;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Drafts campaigns. */
@ApplicationScoped
class CampaignService {

    private final Campaigns campaigns;
    private final Advertisers advertisers;
    private final LineItemService lineItems;
    private final History history;
    private final Caller caller;
    private final Clock clock;

    CampaignService(
            Campaigns campaigns,
            Advertisers advertisers,
            LineItemService lineItems,
            History history,
            Caller caller,
            Clock clock) {
        this.campaigns = campaigns;
        this.advertisers = advertisers;
        this.lineItems = lineItems;
        this.history = history;
        this.caller = caller;
        this.clock = clock;
    }

    /** Drafts a campaign with everything in it, for the caller's advertiser. */
    @Transactional
    CampaignView create(CampaignBody body) {
        var id = Objects.requireNonNullElseGet(body.campaignId(), UUID::randomUUID);
        if (campaigns.findByIdOptional(id).isPresent()) {
            throw Problems.conflict("campaignId " + id + " is taken; leave it out to get a new one.");
        }
        var campaign = new Campaign(id, advertisers.own().id(), body, clock.instant());
        campaigns.persistAndFlush(campaign);
        record(What.CAMPAIGN_CREATED, campaign);
        lineItems.create(campaign, body.lineItems() == null ? List.of() : body.lineItems());
        return view(campaign);
    }

    /** Changes what a campaign says of itself. Where people are told some of that, nothing of it is approved any more. */
    @Transactional
    CampaignView change(UUID id, ExpectedVersion expected, CampaignEdit edit) {
        var campaign = campaigns.visibleLocked(id);
        expected.check(campaign.version());
        var toldToPeople = campaign.change(edit);
        campaigns.flush();
        record(What.CAMPAIGN_CHANGED, campaign);
        if (toldToPeople) {
            lineItems.returnToDraft(campaign);
        }
        return view(campaign);
    }

    /** Drafts what another campaign is now once more, with new ids. */
    @Transactional
    CampaignView copy(UUID id) {
        var original = campaigns.visible(id);
        var body = new CampaignBody(null, original.name(), original.category(), original.onBehalfOf(), null);
        var copy = new Campaign(UUID.randomUUID(), original.advertiserId(), body, clock.instant());
        campaigns.persistAndFlush(copy);
        record(What.CAMPAIGN_CREATED, copy);
        lineItems.copy(original, copy);
        return view(copy);
    }

    /** Puts a campaign away; a 409 where something of it runs or waits for a verdict. */
    @Transactional
    CampaignView archive(UUID id) {
        var campaign = campaigns.visibleLocked(id);
        if (lineItems.isBusy(id)) {
            throw Problems.conflict("Line items of the campaign run or wait for a verdict; stop them first.");
        }
        campaign.archive(clock.instant());
        campaigns.flush();
        record(What.ARCHIVED, campaign);
        return view(campaign);
    }

    @Transactional
    CampaignView unarchive(UUID id) {
        var campaign = campaigns.locked(campaigns.visible(id).id());
        campaign.archive(null);
        campaigns.flush();
        record(What.UNARCHIVED, campaign);
        return view(campaign);
    }

    private void record(What what, Campaign campaign) {
        history.record(
                caller.name(),
                new Change(what, campaign.advertiserId(), campaign.id(), null, CampaignView.of(campaign)));
    }

    CampaignView find(UUID id) {
        return view(campaigns.visible(id));
    }

    private CampaignView view(Campaign campaign) {
        return CampaignView.of(campaign, lineItems.first(campaign.id(), Page.MAX_LIMIT));
    }
}
