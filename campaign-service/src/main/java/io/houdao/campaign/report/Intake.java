package io.houdao.campaign.report;

import io.houdao.campaign.budget.Settlement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Bills and counts events, each once: that it was counted is kept in the same transaction as its effect. */
@ApplicationScoped
class Intake {

    private final CountedEvents countedEvents;
    private final Settlement settlement;
    private final Deliveries deliveries;

    Intake(CountedEvents countedEvents, Settlement settlement, Deliveries deliveries) {
        this.countedEvents = countedEvents;
        this.settlement = settlement;
        this.deliveries = deliveries;
    }

    /** Takes in what was not taken in before, in any number of deliveries. */
    @Transactional
    void takeIn(List<Counted> events) {
        try {
            var fresh = countedEvents.add(events);
            if (!fresh.isEmpty()) {
                var billed = settlement.settle(fresh.stream()
                        .map(Counted::charge)
                        .flatMap(Optional::stream)
                        .toList());
                deliveries.add(fresh, billed);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("events cannot be kept", e);
        }
    }
}
