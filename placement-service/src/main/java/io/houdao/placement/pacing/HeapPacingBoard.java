package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The board of a single replica, which owns it always. */
final class HeapPacingBoard implements PacingBoard {

    private final Map<LineItemId, Window> seen = new HashMap<>();
    private Map<LineItemId, Pace> paces = Map.of();

    @Override
    public synchronized void add(Map<LineItemId, Window> own) {
        own.forEach((id, window) -> seen.merge(id, window, Window::plus));
    }

    @Override
    public synchronized Optional<Map<LineItemId, Window>> takeAsOwner() {
        var taken = Map.copyOf(seen);
        seen.clear();
        return Optional.of(taken);
    }

    @Override
    public synchronized void publish(Map<LineItemId, Pace> newest) {
        paces = Map.copyOf(newest);
    }

    @Override
    public synchronized Map<LineItemId, Pace> paces() {
        return paces;
    }
}
