package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.LineItemId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which line items accept an opportunity. Immutable.
 *
 * <p>What changed since the {@link Bitmaps} were made is kept beside them and checked one by one, so that a change is
 * visible at once and the bitmaps can be made anew meanwhile.
 */
final class CandidateIndex {

    /** An index of nothing. */
    static final CandidateIndex EMPTY = of(List.of());

    private final Bitmaps bitmaps;
    /** Bits of the bitmaps that still hold. */
    private final long[] unchanged;
    /** What changed since the bitmaps were made: null for a line item that is gone. */
    private final Map<LineItemId, @Nullable LineItem> changed;
    /** Those of {@link #changed} that are there, in the order of the bitmaps. */
    private final LineItem[] beside;

    private CandidateIndex(Bitmaps bitmaps, long[] unchanged, Map<LineItemId, @Nullable LineItem> changed) {
        this.bitmaps = bitmaps;
        this.unchanged = unchanged;
        this.changed = changed;
        this.beside = changed.values().stream()
                .filter(Objects::nonNull)
                .sorted(Bitmaps.HIGHEST_FIRST)
                .toArray(LineItem[]::new);
    }

    static CandidateIndex of(Collection<LineItem> lineItems) {
        var bitmaps = new Bitmaps(lineItems);
        return new CandidateIndex(bitmaps, bitmaps.all(), Map.of());
    }

    /** The index after these changes; a line item that is gone is mapped to null. */
    CandidateIndex with(Map<LineItemId, @Nullable LineItem> changes) {
        var stillUnchanged = unchanged.clone();
        var allChanged = new LinkedHashMap<>(changed);
        changes.forEach((id, lineItem) -> {
            bitmaps.clear(stillUnchanged, id);
            allChanged.put(id, lineItem);
        });
        return new CandidateIndex(bitmaps, stillUnchanged, allChanged);
    }

    boolean isEmpty() {
        return bitmaps.words() == 0 && changed.isEmpty();
    }

    /** How many line items are checked one by one. */
    int changes() {
        return changed.size();
    }

    Search search(Query query) {
        return query.deals().isEmpty()
                ? new Search(query, bitmaps, changed.isEmpty() ? null : unchanged, bitmaps.words(), beside)
                : new Search(query, bitmaps, null, 0, deals(query));
    }

    /* Few are named, so each is looked up; the bitmaps need not be searched. */
    private LineItem[] deals(Query query) {
        return query.deals().stream()
                .map(this::find)
                .filter(Objects::nonNull)
                .sorted(Bitmaps.HIGHEST_FIRST)
                .toArray(LineItem[]::new);
    }

    private @Nullable LineItem find(LineItemId id) {
        if (changed.containsKey(id)) {
            return changed.get(id);
        }
        var number = bitmaps.number(id);
        return number >= 0 && Bits.isSet(unchanged, number) ? bitmaps.lineItems()[number] : null;
    }
}
