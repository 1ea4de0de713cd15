package io.houdao.placement.decision.candidates;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.TouchpointId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Line items, numbered by the most that each can be worth, the highest first; and for each value of each attribute a bitmap
 * of those that accept it, with those that do not care in all of them. All but the {@linkplain #pace paced} ceilings stays as it is.
 */
final class Bitmaps {

    static final Comparator<LineItem> HIGHEST_FIRST = Comparator.comparingDouble(LineItem::ceilingMicros)
            .reversed()
            .thenComparing(lineItem -> lineItem.id().value());

    private final LineItem[] lineItems;
    /** The most that each can be worth, by number: in a row, so that a search need not visit those that it passes over. */
    private final float[] ceilings;
    /** The same as it is paced now; read while it is written, one by one. */
    private final float[] pacedCeilings;
    /** The most that those can be worth that are in a block of {@link Search#FIRST_BLOCK} words or after it. */
    private final float[] most;
    /** The same as they are paced now. */
    private final float[] pacedMost;
    /** The numbers of those that are paced; whoever paces them does so alone. */
    private BitSet paced = new BitSet();

    private final int words;
    private final Map<LineItemId, Integer> numbers;
    private final Dimension<TouchpointId> touchpoints;
    private final Dimension<DeviceKind> deviceKinds;
    private final Dimension<Language> languages;
    private final Dimension<Region> regions;
    /** By hour of the week. */
    private final Dimension<Integer> hours;

    private final Map<Scene, long[]> byScene = new HashMap<>();
    private final Map<Made, long[]> byVariant = new HashMap<>();
    private final AudienceBitmaps audiences;
    private final long[] none;

    /** Of these line items, of whose value pacing takes off so much; what is not mentioned is not paced. */
    Bitmaps(Collection<LineItem> all, Map<LineItemId, Double> discounts) {
        this.lineItems = all.stream().sorted(HIGHEST_FIRST).toArray(LineItem[]::new);
        this.ceilings = new float[lineItems.length];
        this.words = Bits.words(lineItems.length);
        this.none = new long[words];
        this.touchpoints = new Dimension<>(words);
        this.deviceKinds = new Dimension<>(words);
        this.languages = new Dimension<>(words);
        this.regions = new Dimension<>(words, Region::country);
        this.hours = new Dimension<>(words);
        this.audiences = new AudienceBitmaps(words);
        this.numbers = new HashMap<>(lineItems.length * 2);
        for (var number = 0; number < lineItems.length; number++) {
            add(number, lineItems[number]);
        }
        touchpoints.close();
        deviceKinds.close();
        languages.close();
        regions.close();
        hours.close();
        audiences.close();
        for (var number = 0; number < lineItems.length; number++) {
            ceilings[number] = Math.nextUp((float) lineItems[number].ceilingMicros());
        }
        this.most = new float[words / Search.FIRST_BLOCK + 1];
        suffixMaxima(ceilings, most);
        this.pacedCeilings = ceilings.clone();
        this.pacedMost = most.clone();
        pace(discounts);
    }

    /** Takes off so much of the value of each; what is not mentioned is not paced. */
    void pace(Map<LineItemId, Double> discounts) {
        var pacedNow = new BitSet();
        discounts.forEach((id, discount) -> {
            var number = number(id);
            if (number >= 0) {
                pace(number, discount);
                pacedNow.set(number);
            }
        });
        paced.andNot(pacedNow);
        paced.stream().forEach(number -> pacedCeilings[number] = ceilings[number]);
        paced = pacedNow;
        suffixMaxima(pacedCeilings, pacedMost);
    }

    private static void suffixMaxima(float[] ceilings, float[] most) {
        var greatest = Float.NEGATIVE_INFINITY;
        for (int block = most.length - 1, number = ceilings.length - 1; block >= 0; block--) {
            for (; number >= block * Search.FIRST_BLOCK * Long.SIZE; number--) {
                greatest = Math.max(greatest, ceilings[number]);
            }
            most[block] = greatest;
        }
    }

    private void pace(int number, double discount) {
        pacedCeilings[number] = Math.nextUp((float) lineItems[number].pacedCeilingMicros(discount));
    }

    /** The most that each can be worth, as it is paced now or as if nothing were, by number; not to be written to. */
    float[] ceilings(boolean asPaced) {
        return asPaced ? pacedCeilings : ceilings;
    }

    /** The most that those can be worth that are in a block of {@link Search#FIRST_BLOCK} words or after it; not to be written to. */
    float[] most(boolean asPaced) {
        return asPaced ? pacedMost : most;
    }

    /* The bitmaps of scenes leave out what is for deals only, so that it costs nothing in a search. */
    private void add(int number, LineItem lineItem) {
        var live = lineItem.live();
        numbers.put(lineItem.id(), number);
        touchpoints.add(number, live.touchpoints());
        deviceKinds.add(number, live.deviceKinds());
        languages.add(number, live.languages());
        regions.add(number, live.regions());
        addHours(number, lineItem.hours());
        if (!live.dealOnly()) {
            live.scenes().forEach(scene -> Bits.set(bitmap(byScene, scene), number));
        }
        addVariants(number, lineItem);
        if (live.audience() != null) {
            audiences.add(number, live.audience());
        }
    }

    private void addHours(int number, @Nullable BitSet mayRun) {
        if (mayRun == null) {
            hours.addIndifferent(number);
        } else {
            mayRun.stream().forEach(hour -> hours.add(number, hour));
        }
    }

    private void addVariants(int number, LineItem lineItem) {
        for (var creative : lineItem.live().creatives()) {
            for (var variant : creative.variants()) {
                variant.scenes()
                        .forEach(scene -> Bits.set(bitmap(byVariant, new Made(variant.slotClass(), scene)), number));
            }
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

    /** By their numbers; not to be written to. */
    LineItem[] lineItems() {
        return lineItems;
    }

    /** The number of a line item; -1 where it has none. */
    int number(LineItemId id) {
        return numbers.getOrDefault(id, -1);
    }

    /** Those for the query's scene, deals left out. */
    long[] inScene(Query query) {
        return byScene.getOrDefault(query.scene(), none);
    }

    /** What else must hold a line item for the query to be accepted; without what holds all. */
    List<long[]> accepting(Query query) {
        var accepting = new ArrayList<long[]>(5);
        addUnlessAll(touchpoints.accepting(query.touchpoint()), accepting);
        addUnlessAll(deviceKinds.accepting(query.deviceKind()), accepting);
        addUnlessAll(languages.accepting(query.language()), accepting);
        addUnlessAll(regions.accepting(query.region()), accepting);
        return accepting;
    }

    private static void addUnlessAll(long @Nullable [] bitmap, List<long[]> bitmaps) {
        if (bitmap != null) {
            bitmaps.add(bitmap);
        }
    }

    long[] withVariant(Query query) {
        return byVariant.getOrDefault(new Made(query.slotClass(), query.scene()), none);
    }

    /** Those that may run in the query's hour; null where all may at any time. */
    long @Nullable [] inHour(Query query) {
        return hours.accepting(query.hour());
    }

    AudienceBitmaps audiences() {
        return audiences;
    }

    /** For which slots in which scene a variant was made. */
    private record Made(SlotClass slotClass, Scene scene) {}
}
