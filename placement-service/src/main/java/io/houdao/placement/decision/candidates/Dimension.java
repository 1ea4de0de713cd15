package io.houdao.placement.decision.candidates;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attribute of opportunities: for each value a bitmap of the line items that accept it, or do not care. */
final class Dimension<V> {

    private final int words;
    private final long[] indifferent;
    private final Map<V, long[]> byValue = new HashMap<>();

    Dimension(int words) {
        this.words = words;
        this.indifferent = new long[words];
    }

    /**
     * Adds a line item.
     *
     * @param accepted empty where it does not care
     */
    void add(int number, Set<V> accepted) {
        if (accepted.isEmpty()) {
            Bits.set(indifferent, number);
        }
        accepted.forEach(value -> Bits.set(byValue.computeIfAbsent(value, same -> new long[words]), number));
    }

    /** To be called when all were added. */
    void close() {
        byValue.values().forEach(bitmap -> Bits.or(bitmap, indifferent, 0, words));
    }

    /**
     * Those that accept a value.
     *
     * @param value null where it is not known, which only those accept that do not care
     * @return null where all do not care
     */
    long @Nullable [] accepting(@Nullable V value) {
        if (byValue.isEmpty()) {
            return null;
        }
        var accepting = value == null ? null : byValue.get(value);
        return accepting == null ? indifferent : accepting;
    }
}
