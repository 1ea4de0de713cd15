package io.houdao.campaign.lineitem;

import io.houdao.campaign.budget.Budgets;
import io.houdao.campaign.history.History;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Carries out what an edit leads to: money back, off the air, on the air with another price, and the history of it. */
@ApplicationScoped
class Edits {

    private final LineItems lineItems;
    private final Budgets budgets;
    private final OnAir onAir;
    private final History history;
    private final Caller caller;

    Edits(LineItems lineItems, Budgets budgets, OnAir onAir, History history, Caller caller) {
        this.lineItems = lineItems;
        this.budgets = budgets;
        this.onAir = onAir;
        this.history = history;
        this.caller = caller;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void carryOut(Edit edit) {
        lineItems.flush();
        if (!edit.returnedToDraft().isEmpty()) {
            budgets.release(edit.returnedToDraft());
        }
        if (!edit.takenOff().isEmpty()) {
            onAir.withdraw(edit.takenOff());
        }
        reprice(edit);
        history.record(caller.name(), edit.changes());
    }

    private void reprice(Edit edit) {
        for (var item : edit.repriced()) {
            budgets.limitDaily(item.id(), item.terms().dailyBudgetMicros());
        }
        var live = edit.repriced().stream()
                .filter(item -> item.status() == Status.LIVE)
                .toList();
        if (!live.isEmpty()) {
            onAir.publish(edit.campaign(), live);
        }
    }
}
