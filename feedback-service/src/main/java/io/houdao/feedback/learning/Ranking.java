package io.houdao.feedback.learning;

import java.util.Arrays;
import java.util.Comparator;

/** The order of numbers. */
final class Ranking {

    private Ranking() {}

    /** The indexes of the first {@code size} values, smallest value first. */
    static int[] ascending(double[] values, int size) {
        var order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
