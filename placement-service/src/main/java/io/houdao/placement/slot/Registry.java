package io.houdao.placement.slot;

import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All touchpoints, slots and moments at one version. Immutable.
 *
 * @param version rises with every change
 */
public record Registry(
        long version, Map<TouchpointId, Touchpoint> touchpoints, Map<SlotId, Slot> slots, Map<String, Moment> moments) {

    /** Before anything was read. */
    public static final Registry EMPTY = new Registry(-1, Map.of(), Map.of(), Map.of());

    /** A registry of these things. */
    public static Registry of(
            long version, Collection<Touchpoint> touchpoints, Collection<Slot> slots, Collection<Moment> moments) {
        return new Registry(
                version,
                byId(touchpoints, Touchpoint::touchpointId),
                byId(slots, Slot::slotId),
                byId(moments, Moment::moment));
    }

    private static <K, V> Map<K, V> byId(Collection<V> things, Function<V, K> id) {
        return things.stream().collect(Collectors.toUnmodifiableMap(id, thing -> thing));
    }

    public @Nullable Slot slot(SlotId id) {
        return slots.get(id);
    }

    public @Nullable Touchpoint touchpoint(TouchpointId id) {
        return touchpoints.get(id);
    }

    public @Nullable Moment moment(String moment) {
        return moments.get(moment);
    }

    /** Whether the vocabulary has the scene's moment. */
    public boolean knows(Scene scene) {
        return moments.containsKey(scene.moment());
    }

    /** {@code things} in the order of their ids' text. */
    static <K, V> NavigableMap<String, V> sorted(Map<K, V> things) {
        var sorted = new TreeMap<String, V>();
        things.forEach((id, thing) -> sorted.put(id.toString(), thing));
        return sorted;
    }
}
