package io.houdao.campaign.lineitem;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.Campaigns;
import io.houdao.campaign.budget.Budgets;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Pauses, resumes, stops and ends what was approved. None of it changes what is approved. */
@ApplicationScoped
class RunService {

    private final LineItemService service;
    private final LineItems lineItems;
    private final Campaigns campaigns;
    private final Budgets budgets;
    private final OnAir onAir;
    private final Retirement retirement;
    private final History history;
    private final Caller caller;
    private final Clock clock;

    RunService(
            LineItemService service,
            LineItems lineItems,
            Campaigns campaigns,
            Budgets budgets,
            OnAir onAir,
            Retirement retirement,
            History history,
            Caller caller,
            Clock clock) {
        this.service = service;
        this.lineItems = lineItems;
        this.campaigns = campaigns;
        this.budgets = budgets;
        this.onAir = onAir;
        this.retirement = retirement;
        this.history = history;
        this.caller = caller;
        this.clock = clock;
    }

    /** Off the air at once; the money stays reserved. */
    @Transactional
    LineItemView pause(UUID id) {
        var campaign = service.campaign(id);
        var item = lineItems.findById(id);
        item.pause(caller.has(Roles.OPERATOR));
        lineItems.flush();
        budgets.hold(List.of(id));
        onAir.withdraw(List.of(id));
        return happened(What.PAUSED, campaign, item);
    }

    /** On the air again, as it was approved. */
    @Transactional
    LineItemView resume(UUID id) {
        var campaign = service.campaign(id);
        var item = lineItems.findById(id);
        onAir.requireOpen(campaign);
        item.resume(caller.has(Roles.OPERATOR));
        lineItems.flush();
        budgets.open(List.of(id));
        onAir.publish(campaign, List.of(item));
        return happened(What.RESUMED, campaign, item);
    }

    /** Off the air at once and for good; what is left of the money goes back to the advertiser, and of a fixed time its share. */
    @Transactional
    LineItemView stop(UUID id) {
        var campaign = service.campaign(id);
        var item = lineItems.findById(id);
        retirement.stop(item);
        return happened(What.STOPPED, campaign, item);
    }

    private LineItemView happened(What what, Campaign campaign, LineItem item) {
        history.record(caller.name(), change(what, campaign, item));
        return service.view(item);
    }

    private static Change change(What what, Campaign campaign, LineItem item) {
        return new Change(what, campaign.advertiserId(), campaign.id(), item.id(), null);
    }

    /** Ends flights that are over: off the air, and what is left of the money goes back. */
    @Scheduled(
            every = "${houdao.flight.sweep}",
            delayed = "${houdao.flight.sweep}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void endFlights() {
        lineItems
                .campaignsOver(clock.instant())
                .forEach(campaignId -> QuarkusTransaction.requiringNew().run(() -> endFlights(campaignId)));
    }

    private void endFlights(UUID campaignId) {
        var campaign = campaigns.locked(campaignId);
        var over = lineItems.over(campaignId, clock.instant());
        over.forEach(LineItem::end);
        lineItems.flush();
        var ids = over.stream().map(LineItem::id).toList();
        budgets.release(ids);
        onAir.withdraw(ids);
        history.record(
                History.NOBODY,
                over.stream().map(item -> change(What.ENDED, campaign, item)).toList());
    }
}
