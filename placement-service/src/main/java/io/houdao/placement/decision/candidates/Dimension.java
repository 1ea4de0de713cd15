package io.houdao.placement.decision.candidates;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One attribute of opportunities: for each value a bitmap of the line items that accept it, or do not care. */
final class Dimension<V> {

    private final int words;
    private final UnaryOperator<V> wider;
    private final long[] indifferent;
    private final Map<V, long[]> byValue = new HashMap<>();

    Dimension(int words) {
        this(words, UnaryOperator.identity());
    }

    /**
     * A dimension in which some values are parts of others.
     *
     * @param wider the value of which a value is a part, as a province is of its country; itself where it is a part of none
     */
    Dimension(int words, UnaryOperator<V> wider) {
        this.words = words;
        this.wider = wider;
        this.indifferent = new long[words];
    }

    /**
     * Adds a line item.
     *
     * @param accepted empty where it does not care
     */
    void add(int number, Set<V> accepted) {
        if (accepted.isEmpty()) {
            addIndifferent(number);
        }
        accepted.forEach(value -> add(number, value));
    }

    /** Adds a line item that does not care. */
    void addIndifferent(int number) {
        Bits.set(indifferent, number);
    }

    /** Adds that a line item accepts a value, among others perhaps. */
    void add(int number, V value) {
        Bits.set(byValue.computeIfAbsent(value, same -> new long[words]), number);
    }

    /** To be called when all were added. */
    void close() {
        byValue.values().forEach(bitmap -> Bits.or(bitmap, indifferent, 0, words));
        byValue.forEach(
                (value, bitmap) -> Bits.or(bitmap, byValue.getOrDefault(wider.apply(value), indifferent), 0, words));
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
        return value == null ? indifferent : accepting(value, byValue.get(value));
    }

    private long[] accepting(V value, long @Nullable [] named) {
        return named == null ? byValue.getOrDefault(wider.apply(value), indifferent) : named;
    }
}
