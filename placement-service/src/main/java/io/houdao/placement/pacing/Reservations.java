package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.decision.candidates.LineItem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets leased money aside for showings. One that is paid by the impression needs its charge. One that is paid by a click or an
 * action needs what it is expected to cost: were a whole click set aside for each showing, of which one in a hundred is
 * clicked, a budget would lie idle until the receipts have expired.
 *
 * <p>To that comes a margin of two standard deviations of the clicks that what is left can pay. Should more arrive than are
 * covered, they are charged to whatever else the line item has, and beyond its budget to nobody: campaign-service books them
 * as unbilled. Budgets are never exceeded (ADR 0012).
 *
 * <p>Example: with money left for 100 clicks of 500,000 micros each, of which one in 50 showings brings one, a showing sets aside
 * 500,000 / 50 · (1 + 2 / √100) = 12,000 micros. With money left for one click it sets aside 30,000.
 */
@Singleton
public class Reservations {

    private static final double DEVIATIONS = 2;

    private final Leases leases;
    private final Spending spending;
    private final Promises promises;

    public Reservations(Leases leases, Spending spending, Promises promises) {
        this.leases = leases;
        this.spending = spending;
        this.promises = promises;
    }

    /** Sets aside what a showing needs, and notes it as promised; does neither where the leases hold less. */
    public boolean take(Cost cost, Instant now) {
        var lineItem = cost.lineItem;
        if (lineItem.needsLease() && !leases.take(lineItem.id(), micros(cost, now), now)) {
            return false;
        }
        promises.shown(lineItem.id(), cost.expectedMicros());
        return true;
    }

    /** Whether what a showing needs could be set aside just now. */
    public boolean isHeld(Cost cost, Instant now) {
        var lineItem = cost.lineItem;
        return !lineItem.needsLease() || leases.of(lineItem).holds(micros(cost, now), now);
    }

    /**
     * Sets aside what several showings need, and notes them as promised; does neither where the leases of any of their line
     * items hold less. Where that turns out only while it is taken, because somebody else was faster, what was taken of the
     * others comes back when their leases lapse.
     */
    public boolean takeAll(List<Cost> costs, Instant now) {
        var needed = needed(costs, now);
        var isHeld = needed.entrySet().stream()
                .allMatch(
                        need -> need.getValue() == 0 || leases.availableMicros(need.getKey(), now) >= need.getValue());
        if (!isHeld || !needed.entrySet().stream().allMatch(need -> leases.take(need.getKey(), need.getValue(), now))) {
            return false;
        }
        costs.forEach(cost -> promises.shown(cost.lineItem.id(), cost.expectedMicros()));
        return true;
    }

    private Map<LineItemId, Long> needed(List<Cost> costs, Instant now) {
        var needed = new HashMap<LineItemId, Long>();
        for (var cost : costs) {
            if (cost.lineItem.needsLease()) {
                needed.merge(cost.lineItem.id(), micros(cost, now), Long::sum);
            }
        }
        return needed;
    }

    /* What showings of the line item cost so far counts where that is more than is predicted: a prediction may be wrong. */
    long micros(Cost cost, Instant now) {
        if (cost.share >= 1 || cost.chargeMicros == 0) {
            return cost.chargeMicros;
        }
        var likely =
                Math.max(cost.expectedMicros(), spending.of(cost.lineItem.id()).microsPerImpression());
        var payable = Math.max(1, spending.leftMicros(cost.lineItem, now) / (double) cost.chargeMicros);
        return (long) Math.ceil(Math.min(cost.chargeMicros, likely * (1 + DEVIATIONS / Math.sqrt(payable))));
    }

    /**
     * What a showing may cost.
     *
     * @param chargeMicros what is owed when its billable event happens
     * @param share the probability that it does
     */
    public record Cost(LineItem lineItem, long chargeMicros, double share) {

        double expectedMicros() {
            return chargeMicros * share;
        }
    }
}
