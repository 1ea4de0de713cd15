package io.houdao.placement.pacing;

import static java.util.stream.Collectors.toMap;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.decision.candidates.LineItems;
import io.houdao.placement.pacing.Pacer.Interval;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The owner's work: moves the paces of all line items, window by window. */
@Singleton
class PaceKeeper {

    private final LineItems lineItems;
    private final Pacer pacer;
    private final Traffic traffic;
    private final Clock clock;
    /** Also of line items that need no dual now, for what is known of their opportunities. */
    private Map<LineItemId, Pace> paces = Map.of();
    /** When the running window began; null while another replica is the owner. */
    private @Nullable Instant began;

    PaceKeeper(LineItems lineItems, Pacer pacer, Traffic traffic, Clock clock) {
        this.lineItems = lineItems;
        this.pacer = pacer;
        this.traffic = traffic;
        this.clock = clock;
    }

    /** Whether it knows of the paces, having moved them last. */
    boolean isOwner() {
        return began != null;
    }

    /** Takes over with these paces; the window begins now. */
    void takeOver(Map<LineItemId, Pace> published) {
        paces = published;
        began = clock.instant();
    }

    /** Another replica is the owner now. */
    void resign() {
        paces = Map.of();
        began = null;
    }

    /** The paces after a window in which all replicas together saw this; those that need no dual are left out. */
    Map<LineItemId, Pace> move(Map<LineItemId, Window> seen) {
        var now = clock.instant();
        var window = new Interval(began == null ? now : began, now);
        var curve = traffic.curve();
        var moved = new HashMap<LineItemId, Pace>();
        for (var lineItem : lineItems.of(mattering(seen.keySet()))) {
            var pace = paces.getOrDefault(lineItem.id(), Pace.NONE);
            var what = seen.getOrDefault(lineItem.id(), Window.EMPTY);
            moved.put(lineItem.id(), pacer.next(lineItem, pace, what, window, curve));
        }
        paces = moved;
        began = now;
        return moved.entrySet().stream()
                .filter(entry -> !entry.getValue().isIdle())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /* Those that something happened to, now or before, and those that have a goal to reach. */
    private Set<LineItemId> mattering(Set<LineItemId> seen) {
        var ids = new HashSet<>(lineItems.withGoal());
        ids.addAll(paces.keySet());
        ids.addAll(seen);
        return ids;
    }
}
