package io.houdao.campaign.review;

import static java.util.stream.Collectors.toMap;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.budget.Budgets;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.campaign.lineitem.LineItem;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.campaign.lineitem.OnAir;
import io.houdao.campaign.lineitem.Succession;
import io.houdao.campaign.stopship.StopShips;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/** What a verdict does to the line items of its submission. */
@ApplicationScoped
class Approval {

    private final LineItems lineItems;
    private final Budgets budgets;
    private final OnAir onAir;
    private final Succession succession;
    private final StopShips stopShips;
    private final History history;
    private final Caller caller;

    Approval(
            LineItems lineItems,
            Budgets budgets,
            OnAir onAir,
            Succession succession,
            StopShips stopShips,
            History history,
            Caller caller) {
        this.lineItems = lineItems;
        this.budgets = budgets;
        this.onAir = onAir;
        this.succession = succession;
        this.stopShips = stopShips;
        this.history = history;
        this.caller = caller;
    }

    /** Somebody looks at it. */
    void claimed(Campaign campaign) {
        history.record(caller.name(), new Change(What.CLAIMED, campaign.advertiserId(), campaign.id(), null, null));
    }

    /** One of those who must pass it did. */
    void passOnce(Campaign campaign, Verdict verdict) {
        record(What.PASSED_ONCE, What.PASSED_ONCE, campaign, verdict, List.of());
    }

    /** All of them go on the air, in place of what they succeed; placement keeps each to its flight. */
    @Transactional(Transactional.TxType.MANDATORY)
    void pass(Campaign campaign, Verdict verdict, List<LineItem> items) {
        onAir.requireOpen(campaign);
        stopShips.lift(campaign);
        items.forEach(LineItem::pass);
        lineItems.flush();
        budgets.open(items.stream().map(LineItem::id).toList());
        budgets.chargeFixed(items.stream()
                .filter(item -> item.terms().bid().model() == PricingModel.FIXED_TIME)
                .collect(toMap(LineItem::id, item -> item.terms().bid().amountMicros())));
        onAir.publish(campaign, items);
        succession.takeOver(campaign, items);
        record(What.PASSED, What.PUBLISHED, campaign, verdict, items);
    }

    /** All of them are drafts again, and their money goes back. */
    @Transactional(Transactional.TxType.MANDATORY)
    void fail(Campaign campaign, Verdict verdict, List<LineItem> items) {
        items.forEach(LineItem::fail);
        lineItems.flush();
        budgets.release(items.stream().map(LineItem::id).toList());
        record(What.FAILED, What.RETURNED_TO_DRAFT, campaign, verdict, items);
    }

    private void record(What what, What ofEach, Campaign campaign, Verdict verdict, List<LineItem> items) {
        var changes = new ArrayList<Change>();
        changes.add(new Change(what, campaign.advertiserId(), campaign.id(), null, verdict));
        items.forEach(item -> changes.add(new Change(ofEach, campaign.advertiserId(), campaign.id(), item.id(), null)));
        history.record(caller.name(), changes);
    }
}
