package io.houdao.campaign.lineitem;

import io.houdao.campaign.budget.Budgets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Takes line items off the air for good. */
@ApplicationScoped
class Retirement {

    private final LineItems lineItems;
    private final Budgets budgets;
    private final OnAir onAir;
    private final Clock clock;

    Retirement(LineItems lineItems, Budgets budgets, OnAir onAir, Clock clock) {
        this.lineItems = lineItems;
        this.budgets = budgets;
        this.onAir = onAir;
        this.clock = clock;
    }

    /** At once; what is left of the money goes back to the advertiser, and of a fixed time its share. */
    @Transactional(Transactional.TxType.MANDATORY)
    void stop(LineItem item) {
        item.stop();
        lineItems.flush();
        budgets.release(List.of(item.id()));
        budgets.refundFixed(item.id(), item.terms().shareLeft(clock.instant()));
        onAir.withdraw(List.of(item.id()));
    }
}
