package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this replica promised since it was last looked at. Pacing goes by promises, as caps do: what is billed is known only
 * seconds later, and the descent would swing.
 */
@Singleton
public class Promises {

    private final Map<LineItemId, Tally> byLineItem = new ConcurrentHashMap<>();
    private final Leases leases;

    public Promises(Leases leases) {
        this.leases = leases;
    }

    /**
     * Notes that a line item was shown.
     *
     * @param micros what that is expected to cost
     */
    public void shown(LineItemId lineItem, double micros) {
        var tally = byLineItem.get(lineItem);
        (tally == null ? byLineItem.computeIfAbsent(lineItem, id -> new Tally()) : tally).add(micros);
    }

    /** What happened since this was last asked, by line item; those that nothing happened to are missing. */
    Map<LineItemId, Window> take() {
        var taken = new HashMap<LineItemId, Window>();
        leases.takeOpportunities((id, opportunities) -> taken.put(id, new Window(0, 0, opportunities)));
        byLineItem.forEach((id, tally) -> {
            var showings = tally.showings.sumThenReset();
            if (showings > 0) {
                taken.merge(id, new Window(tally.micros.sumThenReset(), showings, 0), Window::plus);
            }
        });
        return taken;
    }

    private static final class Tally {

        private final DoubleAdder micros = new DoubleAdder();
        private final LongAdder showings = new LongAdder();

        void add(double more) {
            micros.add(more);
            showings.increment();
        }
    }
}
