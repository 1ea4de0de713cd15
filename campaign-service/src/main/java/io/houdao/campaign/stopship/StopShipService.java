package io.houdao.campaign.stopship;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.Campaigns;
import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.campaign.lineitem.Recall;
import io.houdao.campaign.lineitem.Status;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops launches. Everything of the campaign is off the air at once and a draft again; it can be submitted when every
 * issue is closed or an appeal was granted, and goes on when it passed again.
 */
@ApplicationScoped
class StopShipService {

    private final StopShips stops;
    private final Issues issues;
    private final Campaigns campaigns;
    private final LineItems lineItems;
    private final Advertisers advertisers;
    private final Recall recall;
    private final History history;
    private final Caller caller;
    private final Clock clock;

    StopShipService(
            StopShips stops,
            Issues issues,
            Campaigns campaigns,
            LineItems lineItems,
            Advertisers advertisers,
            Recall recall,
            History history,
            Caller caller,
            Clock clock) {
        this.stops = stops;
        this.issues = issues;
        this.campaigns = campaigns;
        this.lineItems = lineItems;
        this.advertisers = advertisers;
        this.recall = recall;
        this.history = history;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    StopShipView stop(UUID campaignId, String reason, List<IssueBody> bodies) {
        var campaign = campaigns.locked(campaignId);
        requireOutsider(campaign);
        if (stops.open(campaignId).isPresent()) {
            throw Problems.conflict("The launch is stopped already; add issues to that.");
        }
        var stop = new StopShip(campaignId, reason, caller.name(), clock.instant());
        stops.persistAndFlush(stop);
        record(campaign, What.STOP_SHIPPED, reason);
        bodies.forEach(body -> raise(campaign, stop, body));
        takeOff(campaign);
        return view(stop);
    }

    private void takeOff(Campaign campaign) {
        var stopped = lineItems.of(campaign.id()).stream()
                .filter(item -> item.status() != Status.DRAFT && !item.status().isFinal())
                .toList();
        recall.toDraft(stopped);
        history.record(
                caller.name(),
                stopped.stream()
                        .map(item -> new Change(
                                What.RETURNED_TO_DRAFT, campaign.advertiserId(), campaign.id(), item.id(), null))
                        .toList());
    }

    @Transactional
    StopShipView raise(UUID campaignId, IssueBody body) {
        var campaign = campaigns.locked(campaignId);
        requireOutsider(campaign);
        var stop = stopped(campaignId);
        raise(campaign, stop, body);
        return view(stop);
    }

    private void raise(Campaign campaign, StopShip stop, IssueBody body) {
        var id = body.lineItemId();
        if (id != null
                && lineItems
                        .findByIdOptional(id)
                        .filter(item -> item.campaignId().equals(campaign.id()))
                        .isEmpty()) {
            throw Problems.invalid("lineItemId", "must be of this campaign");
        }
        issues.persistAndFlush(new Issue(stop.id(), issues.of(stop).size(), body));
        record(campaign, What.ISSUE_RAISED, body);
    }

    /** The advertiser says how an issue was put right. */
    @Transactional
    StopShipView fix(UUID campaignId, UUID issueId, String how) {
        return settle(
                campaigns.visibleLocked(campaignId),
                issueId,
                What.ISSUE_FIXED,
                how,
                issue -> issue.fix(how, caller.name()));
    }

    @Transactional
    StopShipView close(UUID campaignId, UUID issueId) {
        var campaign = campaigns.locked(campaignId);
        requireOutsider(campaign);
        return settle(campaign, issueId, What.ISSUE_CLOSED, null, issue -> issue.close(caller.name()));
    }

    @Transactional
    StopShipView reopen(UUID campaignId, UUID issueId, String why) {
        var campaign = campaigns.locked(campaignId);
        requireOutsider(campaign);
        return settle(campaign, issueId, What.ISSUE_REOPENED, why, Issue::reopen);
    }

    private StopShipView settle(
            Campaign campaign, UUID issueId, What what, @Nullable String words, Consumer<Issue> settling) {
        var stop = stopped(campaign.id());
        var issue = issues.of(stop, issueId);
        settling.accept(issue);
        issues.flush();
        record(campaign, what, new Told(issue.title(), words));
        return view(stop);
    }

    /** The advertiser says why the launch should not be stopped, once. */
    @Transactional
    StopShipView appeal(UUID campaignId, String grounds) {
        var campaign = campaigns.visibleLocked(campaignId);
        var stop = stopped(campaignId);
        stop.appeal(grounds, caller.name(), clock.instant());
        stops.flush();
        record(campaign, What.STOP_SHIP_APPEALED, grounds);
        return view(stop);
    }

    /** Somebody who neither stopped the launch nor belongs to the advertiser decides on the appeal. */
    @Transactional
    StopShipView decide(UUID campaignId, Appeal.Verdict verdict, String reasons) {
        var campaign = campaigns.locked(campaignId);
        requireOutsider(campaign);
        var stop = stopped(campaignId);
        stop.decide(verdict, reasons, caller.name(), clock.instant());
        stops.flush();
        var isGranted = verdict == Appeal.Verdict.GRANTED;
        record(campaign, isGranted ? What.STOP_SHIP_APPEAL_GRANTED : What.STOP_SHIP_APPEAL_DISMISSED, reasons);
        if (isGranted) {
            record(campaign, What.STOP_SHIP_LIFTED, null);
        }
        return view(stop);
    }

    StopShipView find(UUID campaignId) {
        return view(stops.last(campaignId));
    }

    private StopShip stopped(UUID campaignId) {
        return stops.open(campaignId).orElseThrow(() -> Problems.notFound("stopped launch of campaign", campaignId));
    }

    private void requireOutsider(Campaign campaign) {
        if (advertisers.employer().filter(campaign.advertiserId()::equals).isPresent()) {
            throw Problems.forbidden("You are a member of the advertiser; somebody else must judge this.");
        }
    }

    private void record(Campaign campaign, What what, @Nullable Object detail) {
        history.record(caller.name(), new Change(what, campaign.advertiserId(), campaign.id(), null, detail));
    }

    private StopShipView view(StopShip stop) {
        return StopShipView.of(stop, issues.of(stop));
    }

    private record Told(String issue, @Nullable String words) {}
}
