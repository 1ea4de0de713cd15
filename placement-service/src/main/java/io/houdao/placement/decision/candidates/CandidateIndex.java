package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.TouchpointId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which line items accept an opportunity: one bit a line item, one bitmap for each value of each attribute, with those
 * that do not care in all of them; a query is the conjunction of three bitmaps. Immutable.
 *
 * <p>Line items are numbered by the most they can pay, the highest first. What changed since the bitmaps were made is kept
 * beside them and checked one by one, so that a change is visible at once and the bitmaps can be made anew meanwhile.
 */
final class CandidateIndex {

    private static final Comparator<LineItem> HIGHEST_FIRST = Comparator.comparingLong(LineItem::mostPerShowingMicros)
            .reversed()
            .thenComparing(lineItem -> lineItem.id().value());

    /** An index of nothing. */
    static final CandidateIndex EMPTY = of(List.of());

    private final Base base;
    /** Bits of the base that still hold. */
    private final long[] unchanged;
    /** What changed since the base was made: null for a line item that is gone. */
    private final Map<LineItemId, @Nullable LineItem> changed;

    private CandidateIndex(Base base, long[] unchanged, Map<LineItemId, @Nullable LineItem> changed) {
        this.base = base;
        this.unchanged = unchanged;
        this.changed = changed;
    }

    static CandidateIndex of(Collection<LineItem> lineItems) {
        var base = new Base(lineItems.stream().sorted(HIGHEST_FIRST).toArray(LineItem[]::new));
        return new CandidateIndex(base, base.all(), Map.of());
    }

    /** The index after these changes; a line item that is gone is mapped to null. */
    CandidateIndex with(Map<LineItemId, @Nullable LineItem> changes) {
        var stillUnchanged = unchanged.clone();
        var allChanged = new LinkedHashMap<>(changed);
        changes.forEach((id, lineItem) -> {
            base.clear(stillUnchanged, id);
            allChanged.put(id, lineItem);
        });
        return new CandidateIndex(base, stillUnchanged, allChanged);
    }

    /** How many line items are checked one by one. */
    int changes() {
        return changed.size();
    }

    Match match(Query query) {
        var match = new Match();
        for (var lineItem : changed.values()) {
            if (lineItem != null && query.accepts(lineItem)) {
                match.add(lineItem, lineItem.hasVariant(query.slotClass(), query.scene()));
            }
        }
        if (query.deals().isEmpty()) {
            base.match(query, unchanged, match);
        } else {
            base.matchDeals(query, unchanged, match);
        }
        return match;
    }

    /** The line items, numbered, and their bitmaps. */
    private static final class Base {

        private final LineItem[] lineItems;
        private final int words;
        private final Map<LineItemId, Integer> numbers;
        private final Map<TouchpointId, long[]> byTouchpoint = new HashMap<>();
        private final long[] onAnyTouchpoint;
        private final Map<Scene, long[]> byScene = new HashMap<>();
        private final Map<Made, long[]> byVariant = new HashMap<>();
        private final long[] none;

        Base(LineItem[] lineItems) {
            this.lineItems = lineItems;
            this.words = (lineItems.length + 63) / 64;
            this.none = new long[words];
            this.onAnyTouchpoint = new long[words];
            this.numbers = new HashMap<>(lineItems.length * 2);
            for (var number = 0; number < lineItems.length; number++) {
                add(number, lineItems[number]);
            }
            byTouchpoint.values().forEach(this::addThoseThatDoNotCare);
        }

        private void add(int number, LineItem lineItem) {
            numbers.put(lineItem.id(), number);
            if (lineItem.live().touchpoints().isEmpty()) {
                set(onAnyTouchpoint, number);
            }
            lineItem.live().touchpoints().forEach(touchpoint -> set(bitmap(byTouchpoint, touchpoint), number));
            if (!lineItem.live().dealOnly()) {
                lineItem.live().scenes().forEach(scene -> set(bitmap(byScene, scene), number));
            }
            variants(lineItem).forEach(made -> set(bitmap(byVariant, made), number));
        }

        private static Set<Made> variants(LineItem lineItem) {
            var made = new HashSet<Made>();
            lineItem.live()
                    .creatives()
                    .forEach(creative -> creative.variants()
                            .forEach(variant ->
                                    variant.scenes().forEach(scene -> made.add(new Made(variant.slotClass(), scene)))));
            return made;
        }

        private void addThoseThatDoNotCare(long[] bitmap) {
            for (var word = 0; word < words; word++) {
                bitmap[word] |= onAnyTouchpoint[word];
            }
        }

        private <K> long[] bitmap(Map<K, long[]> bitmaps, K key) {
            return bitmaps.computeIfAbsent(key, value -> new long[words]);
        }

        private static void set(long[] bitmap, int number) {
            bitmap[number >> 6] |= 1L << number;
        }

        long[] all() {
            var all = new long[words];
            Arrays.fill(all, -1L);
            return all;
        }

        void clear(long[] bitmap, LineItemId id) {
            var number = numbers.get(id);
            if (number != null) {
                bitmap[number >> 6] &= ~(1L << number);
            }
        }

        /* The bitmaps of scenes leave out what is for deals only, so that it costs nothing here. */
        void match(Query query, long[] unchanged, Match match) {
            var inScene = byScene.getOrDefault(query.scene(), none);
            var onTouchpoint = byTouchpoint.getOrDefault(query.touchpoint(), onAnyTouchpoint);
            var made = byVariant.getOrDefault(new Made(query.slotClass(), query.scene()), none);
            for (var word = 0; word < words; word++) {
                var rest = inScene[word] & onTouchpoint[word] & unchanged[word];
                while (rest != 0) {
                    var bit = rest & -rest;
                    match.add(lineItems[(word << 6) + Long.numberOfTrailingZeros(bit)], (made[word] & bit) != 0);
                    rest ^= bit;
                }
            }
        }

        void matchDeals(Query query, long[] unchanged, Match match) {
            for (var deal : query.deals()) {
                var number = numbers.get(deal);
                if (number != null && isSet(unchanged, number) && query.accepts(lineItems[number])) {
                    var lineItem = lineItems[number];
                    match.add(lineItem, lineItem.hasVariant(query.slotClass(), query.scene()));
                }
            }
        }

        private static boolean isSet(long[] bitmap, int number) {
            return (bitmap[number >> 6] & 1L << number) != 0;
        }
    }

    /** For which slots in which scene a variant was made. */
    private record Made(SlotClass slotClass, Scene scene) {}
}
