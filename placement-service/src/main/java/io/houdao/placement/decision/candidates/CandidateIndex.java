package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.LineItemId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which line items accept an opportunity. Immutable, except that pacing goes on.
 *
 * <p>What changed since the {@link Bitmaps} were made is kept beside them and checked one by one, so that a change is
 * visible at once and the bitmaps can be made anew meanwhile.
 */
final class CandidateIndex {

    /** An index of nothing. */
    static final CandidateIndex EMPTY = of(List.of(), Map.of());

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

    /** An index of these, of whose value pacing takes off so much. */
    static CandidateIndex of(Collection<LineItem> lineItems, Map<LineItemId, Double> discounts) {
        var bitmaps = new Bitmaps(lineItems, discounts);
        return new CandidateIndex(bitmaps, bitmaps.all(), Map.of());
    }

    /** From now on pacing takes off so much of their value. */
    void pace(Map<LineItemId, Double> discounts) {
        bitmaps.pace(discounts);
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

    /** The {@code most} that can be worth most, and those that changed lately. */
    Stream<LineItem> worthMost(int most) {
        var ofBitmaps = IntStream.range(0, bitmaps.lineItems().length)
                .filter(number -> Bits.isSet(unchanged, number))
                .limit(most)
                .mapToObj(number -> bitmaps.lineItems()[number]);
        return Stream.concat(Arrays.stream(beside), ofBitmaps);
    }

    /** Begins a search: as paced, or as if nothing were paced. */
    Search search(Query query, boolean asPaced) {
        return query.deals().isEmpty()
                ? new Search(query, bitmaps, changed.isEmpty() ? null : unchanged, bitmaps.words(), beside, asPaced)
                : new Search(query, bitmaps, null, 0, deals(query), asPaced);
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
