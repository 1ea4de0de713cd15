package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.TouchpointId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Line items, numbered by the most that each can be worth, the highest first; and for each value of each attribute a bitmap
 * of those that accept it, with those that do not care in all of them.
 */
final class Bitmaps {

    static final Comparator<LineItem> HIGHEST_FIRST = Comparator.comparingDouble(LineItem::ceilingMicros)
            .reversed()
            .thenComparing(lineItem -> lineItem.id().value());

    private final LineItem[] lineItems;
    private final int words;
    private final Map<LineItemId, Integer> numbers;
    private final Map<TouchpointId, long[]> byTouchpoint = new HashMap<>();
    private final long[] onAnyTouchpoint;
    private final Map<Scene, long[]> byScene = new HashMap<>();
    private final Map<Made, long[]> byVariant = new HashMap<>();
    private final AudienceBitmaps audiences;
    private final long[] none;

    Bitmaps(Collection<LineItem> all) {
        this.lineItems = all.stream().sorted(HIGHEST_FIRST).toArray(LineItem[]::new);
        this.words = Bits.words(lineItems.length);
        this.none = new long[words];
        this.onAnyTouchpoint = new long[words];
        this.audiences = new AudienceBitmaps(words);
        this.numbers = new HashMap<>(lineItems.length * 2);
        for (var number = 0; number < lineItems.length; number++) {
            add(number, lineItems[number]);
        }
        byTouchpoint.values().forEach(this::addThoseThatDoNotCare);
    }

    /* The bitmaps of scenes leave out what is for deals only, so that it costs nothing in a search. */
    private void add(int number, LineItem lineItem) {
        var live = lineItem.live();
        numbers.put(lineItem.id(), number);
        if (live.touchpoints().isEmpty()) {
            Bits.set(onAnyTouchpoint, number);
        }
        live.touchpoints().forEach(touchpoint -> Bits.set(bitmap(byTouchpoint, touchpoint), number));
        if (!live.dealOnly()) {
            live.scenes().forEach(scene -> Bits.set(bitmap(byScene, scene), number));
        }
        addVariants(number, lineItem);
        if (live.audience() != null) {
            audiences.add(number, live.audience());
        }
    }

    private void addVariants(int number, LineItem lineItem) {
        for (var creative : lineItem.creatives()) {
            for (var variant : creative.live().variants()) {
                variant.scenes()
                        .forEach(scene -> Bits.set(bitmap(byVariant, new Made(variant.slotClass(), scene)), number));
            }
        }
    }

    private void addThoseThatDoNotCare(long[] bitmap) {
        for (var word = 0; word < words; word++) {
            bitmap[word] |= onAnyTouchpoint[word];
        }
    }

    private <K> long[] bitmap(Map<K, long[]> bitmaps, K key) {
        return bitmaps.computeIfAbsent(key, value -> new long[words]);
    }

    int words() {
        return words;
    }

    long[] all() {
        var all = new long[words];
        Arrays.fill(all, -1L);
        return all;
    }

    void clear(long[] bitmap, LineItemId id) {
        var number = numbers.get(id);
        if (number != null) {
            Bits.clear(bitmap, number);
        }
    }

    LineItem lineItem(int number) {
        return lineItems[number];
    }

    /** The number of a line item; -1 where it has none. */
    int number(LineItemId id) {
        return numbers.getOrDefault(id, -1);
    }

    long[] inScene(Query query) {
        return byScene.getOrDefault(query.scene(), none);
    }

    long[] onTouchpoint(Query query) {
        return byTouchpoint.getOrDefault(query.touchpoint(), onAnyTouchpoint);
    }

    long[] withVariant(Query query) {
        return byVariant.getOrDefault(new Made(query.slotClass(), query.scene()), none);
    }

    AudienceBitmaps audiences() {
        return audiences;
    }

    /** For which slots in which scene a variant was made. */
    private record Made(SlotClass slotClass, Scene scene) {}
}
