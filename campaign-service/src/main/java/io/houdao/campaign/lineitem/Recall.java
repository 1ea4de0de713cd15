package io.houdao.campaign.lineitem;

import io.houdao.campaign.budget.Budgets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Takes line items off the air that may not run as they are. */
@ApplicationScoped
public class Recall {

    private final LineItems lineItems;
    private final Budgets budgets;
    private final OnAir onAir;

    Recall(LineItems lineItems, Budgets budgets, OnAir onAir) {
        this.lineItems = lineItems;
        this.budgets = budgets;
        this.onAir = onAir;
    }

    /** At once: they are drafts again, as they were, and what is left of their money goes back to the advertiser. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void toDraft(List<LineItem> items) {
        items.forEach(LineItem::withdraw);
        lineItems.flush();
        var ids = items.stream().map(LineItem::id).toList();
        budgets.release(ids);
        onAir.withdraw(ids);
    }
}
