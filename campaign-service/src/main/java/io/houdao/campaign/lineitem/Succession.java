package io.houdao.campaign.lineitem;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.creative.Creatives;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A new version of what runs, while it runs: a successor is drafted, changed and judged like anything else, and in the
 * moment in which it passes it takes the place of the line item it succeeds, which ends for good.
 */
@ApplicationScoped
public class Succession {

    private final LineItemService service;
    private final LineItems lineItems;
    private final Creatives creatives;
    private final Edits edits;
    private final Retirement retirement;
    private final History history;
    private final Caller caller;

    Succession(
            LineItemService service,
            LineItems lineItems,
            Creatives creatives,
            Edits edits,
            Retirement retirement,
            History history,
            Caller caller) {
        this.service = service;
        this.lineItems = lineItems;
        this.creatives = creatives;
        this.edits = edits;
        this.retirement = retirement;
        this.history = history;
        this.caller = caller;
    }

    /**
     * Drafts a successor with the same terms and creatives, and a budget of its own.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 unless the line item is live or paused
     */
    @Transactional
    LineItemView draft(UUID id) {
        var edit = service.edit(id);
        var item = lineItems.findById(id);
        if (item.status() != Status.LIVE && item.status() != Status.PAUSED) {
            throw Problems.conflict("Line item " + id + " is " + item.status() + "; change it as it is.");
        }
        var successor = edit.addSuccessor(item, UUID.randomUUID());
        lineItems.persist(successor);
        creatives
                .byLineItem(List.of(id))
                .getOrDefault(id, List.of())
                .forEach(creative -> creatives.persist(
                        edit.addCreative(successor, UUID.randomUUID(), creative.position(), creative.content())));
        edits.carryOut(edit);
        return service.view(successor);
    }

    /** Ends what {@code passed} take the place of. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void takeOver(Campaign campaign, List<LineItem> passed) {
        var changes = new ArrayList<Change>();
        for (var successor : passed) {
            var before = successor.replaces() == null ? null : lineItems.findById(successor.replaces());
            if (before != null && !before.status().isFinal()) {
                retirement.stop(before);
                changes.add(new Change(What.SUCCEEDED, campaign.advertiserId(), campaign.id(), before.id(), null));
            }
        }
        history.record(caller.name(), changes);
    }
}
