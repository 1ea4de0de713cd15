package io.houdao.campaign.review;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.houdao.campaign.Campaigns;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.campaign.lineitem.Recall;
import io.houdao.campaign.lineitem.Status;
import io.houdao.campaign.review.bottomline.ClosingContract;
import io.houdao.campaign.review.bottomline.Finding;
import io.houdao.campaign.slot.Slot;
import io.houdao.campaign.slot.Slots;
import io.houdao.contracts.SlotClass;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes off the air what is too long for a slot that was tightened, or opened, after its approval; and out of review what waits
 * there. It is a draft again, with the reason in its history.
 */
@ApplicationScoped
class SlotWatch {

    private static final Set<Status> WATCHED = Set.of(Status.IN_REVIEW, Status.LIVE, Status.PAUSED);

    private final Slots slots;
    private final Submissions submissions;
    private final ClosingContract contract;
    private final LineItems lineItems;
    private final Campaigns campaigns;
    private final Recall recall;
    private final History history;

    private Set<Slot> seen = Set.of();
    private Set<Slot> changedBefore = Set.of();

    SlotWatch(
            Slots slots,
            Submissions submissions,
            ClosingContract contract,
            LineItems lineItems,
            Campaigns campaigns,
            Recall recall,
            History history) {
        this.slots = slots;
        this.submissions = submissions;
        this.contract = contract;
        this.lineItems = lineItems;
        this.campaigns = campaigns;
        this.recall = recall;
        this.history = history;
    }

    /* Twice for each change: what was being submitted as it was found is looked at with the next. */
    @Scheduled(
            every = "${houdao.slot.sweep}",
            delayed = "${houdao.slot.sweep}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        var all = slots.anew();
        if (all != null) {
            var changed = new HashSet<>(all);
            changed.removeAll(seen);
            var suspects = new HashSet<>(changed);
            suspects.addAll(changedBefore);
            if (!suspects.isEmpty()) {
                lineItems
                        .campaignsLasting(shortest(suspects))
                        .forEach(campaignId -> QuarkusTransaction.requiringNew().run(() -> holdTo(all, campaignId)));
            }
            seen = Set.copyOf(all);
            changedBefore = changed;
        }
    }

    private static Map<SlotClass, Integer> shortest(Set<Slot> slots) {
        return slots.stream().collect(toMap(Slot::slotClass, Slot::longestMs, Math::min));
    }

    private void holdTo(List<Slot> all, UUID campaignId) {
        var campaign = campaigns.locked(campaignId);
        var running = lineItems.of(campaignId).stream()
                .filter(item -> WATCHED.contains(item.status()))
                .toList();
        var findings = contract.findings(submissions.of(campaign, running, all)).toList();
        var tooLong = findings.stream().map(Finding::lineItemId).collect(toSet());
        var stopped =
                running.stream().filter(item -> tooLong.contains(item.id())).toList();
        if (!stopped.isEmpty()) {
            recall.toDraft(stopped);
            history.record(
                    History.NOBODY,
                    stopped.stream()
                            .map(item -> new Change(
                                    What.CONTRACT_TIGHTENED,
                                    campaign.advertiserId(),
                                    campaignId,
                                    item.id(),
                                    findings.stream()
                                            .filter(finding -> item.id().equals(finding.lineItemId()))
                                            .toList()))
                            .toList());
        }
    }
}
