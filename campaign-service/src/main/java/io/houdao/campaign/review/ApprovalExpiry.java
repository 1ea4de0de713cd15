package io.houdao.campaign.review;

import io.houdao.campaign.Campaigns;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.campaign.lineitem.Recall;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Takes off the air what runs on a pass that holds no longer. It is a draft again, as it was. */
@ApplicationScoped
class ApprovalExpiry {

    private final LineItems lineItems;
    private final Campaigns campaigns;
    private final Recall recall;
    private final History history;
    private final Clock clock;

    ApprovalExpiry(LineItems lineItems, Campaigns campaigns, Recall recall, History history, Clock clock) {
        this.lineItems = lineItems;
        this.campaigns = campaigns;
        this.recall = recall;
        this.history = history;
        this.clock = clock;
    }

    @Scheduled(
            every = "${houdao.approval.sweep}",
            delayed = "${houdao.approval.sweep}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expire() {
        lineItems
                .campaignsExpired(clock.instant())
                .forEach(campaignId -> QuarkusTransaction.requiringNew().run(() -> expire(campaignId)));
    }

    private void expire(UUID campaignId) {
        var campaign = campaigns.locked(campaignId);
        var expired = lineItems.expired(campaignId, clock.instant());
        recall.toDraft(expired);
        history.record(
                History.NOBODY,
                expired.stream()
                        .map(item ->
                                new Change(What.APPROVAL_EXPIRED, campaign.advertiserId(), campaignId, item.id(), null))
                        .toList());
    }
}
