package io.houdao.feedback.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Which columns a model sees, alone and crossed, and the slots of its memory they fall into. The hashing trick (Weinberger
 * et al., ICML'09): a feature's slot is a hash of its columns' names and values, so no dictionary is kept and a value never
 * seen before needs no work.
 *
 * <p>Written as text: {@code "scene,creative,scene*creative"} is two columns and their cross. A feature's slot does not
 * depend on which other features are in the set. Two features share a slot with probability {@code 2^-bits}, which costs a
 * little accuracy and is never detected.
 */
public final class FeatureSet {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final List<String> columns;
    private final int[][] columnsOfFeature;
    private final long[] nameHashes;
    private final int shift;

    private FeatureSet(List<String> columns, int[][] columnsOfFeature, int bits) {
        this.columns = columns;
        this.columnsOfFeature = columnsOfFeature;
        this.nameHashes = columns.stream().mapToLong(FeatureSet::hash).toArray();
        this.shift = Long.SIZE - bits;
    }

    /**
     * Reads the text form.
     *
     * @param bits of a slot number, 1 to 28: the model has {@code 2^bits} slots
     * @throws IllegalArgumentException if a feature is empty or named twice, or {@code bits} is out of range
     */
    public static FeatureSet parse(String text, int bits) {
        FtrlParameters.requireBits(bits);
        var features = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        var columns = new LinkedHashSet<String>();
        features.forEach(feature -> columns.addAll(columnsOf(feature)));
        var order = List.copyOf(columns);
        if (new LinkedHashSet<>(features).size() < features.size()) {
            throw new IllegalArgumentException("a feature is named twice in " + text);
        }
        return new FeatureSet(order, indexes(features, order), bits);
    }

    private static int[][] indexes(List<String> features, List<String> order) {
        return features.stream()
                .map(feature ->
                        columnsOf(feature).stream().mapToInt(order::indexOf).toArray())
                .toArray(int[][]::new);
    }

    private static List<String> columnsOf(String feature) {
        var columns = new ArrayList<String>();
        for (var column : feature.split("\\*", -1)) {
            if (column.isBlank()) {
                throw new IllegalArgumentException(
                        "a feature is one column or several joined by *, was: \"" + feature + "\"");
            }
            columns.add(column.strip());
        }
        return columns;
    }

    /** Every column that some feature needs, once, in the order in which {@link #slots} expects their values. */
    public List<String> columns() {
        return columns;
    }

    /** How many features there are; {@link #slots} returns as many. */
    public int size() {
        return columnsOfFeature.length;
    }

    /** The slots of one example, one for each feature in order; two may be equal. {@code values} follow {@link #columns()}. */
    public int[] slots(List<String> values) {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException("expected " + columns.size() + " values, was " + values.size());
        }
        var hashes = new long[nameHashes.length];
        for (var i = 0; i < hashes.length; i++) {
            hashes[i] = mix(nameHashes[i] ^ mix(hash(values.get(i))));
        }
        var slots = new int[columnsOfFeature.length];
        for (var i = 0; i < slots.length; i++) {
            slots[i] = (int) (combined(hashes, columnsOfFeature[i]) >>> shift);
        }
        return slots;
    }

    /** Sums, so that {@code a*b} and {@code b*a} are one feature; mixes last, so that every bit counts. */
    private static long combined(long[] hashes, int[] members) {
        var sum = (long) members.length;
        for (var member : members) {
            sum += hashes[member];
        }
        return mix(sum);
    }

    /** FNV-1a over UTF-16 units. */
    private static long hash(String text) {
        var hash = FNV_OFFSET;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** MurmurHash3's 64-bit finaliser. */
    private static long mix(long hash) {
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
