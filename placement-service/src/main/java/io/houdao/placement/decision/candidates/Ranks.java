package io.houdao.placement.decision.candidates;

import java.util.Arrays;

/**
 * Line items by what they can be worth, the most first. A rank is a worth and a number in one long, in the order of the worth; among
 * equals the lower number is the greater. Hardly anybody asks for more than the first few, so only these are kept in order.
 */
final class Ranks {

    private static final int FEW = 16;

    /** The greatest of all, the greatest last. */
    private long[] inOrder = new long[FEW];

    private int ordered;
    private long[] others = new long[0];
    private int aside;
    private long greatestAside = Long.MIN_VALUE;

    static long of(float micros, int number) {
        return (long) sortable(Float.floatToIntBits(micros)) << Integer.SIZE | ~number & 0xffff_ffffL;
    }

    static double micros(long rank) {
        return Float.intBitsToFloat(sortable((int) (rank >> Integer.SIZE)));
    }

    static int number(long rank) {
        return ~(int) rank;
    }

    /* The bits of negative floats count backwards. Its own inverse. */
    private static int sortable(int bits) {
        return bits ^ (bits >> Integer.SIZE - 1) & Integer.MAX_VALUE;
    }

    boolean isEmpty() {
        return ordered == 0;
    }

    /** Lets go of all, but not of the room for as many. */
    void clear() {
        if (inOrder.length > FEW) {
            inOrder = new long[FEW];
        }
        ordered = 0;
        aside = 0;
        greatestAside = Long.MIN_VALUE;
    }

    /** Makes room for so many more, which may then be added. */
    void expect(int more) {
        if (others.length < aside + more) {
            others = Arrays.copyOf(others, aside + more);
        }
    }

    void add(long rank) {
        if (rank < greatestAside) {
            others[aside++] = rank;
        } else if (ordered < inOrder.length) {
            insert(rank);
        } else if (rank < inOrder[0]) {
            putAside(rank);
        } else {
            putAside(inOrder[0]);
            insertInPlaceOfLeast(rank);
        }
    }

    private void putAside(long rank) {
        others[aside++] = rank;
        greatestAside = rank;
    }

    private void insert(long rank) {
        var place = ordered++;
        for (; place > 0 && inOrder[place - 1] > rank; place--) {
            inOrder[place] = inOrder[place - 1];
        }
        inOrder[place] = rank;
    }

    private void insertInPlaceOfLeast(long rank) {
        var place = 0;
        for (; place + 1 < ordered && inOrder[place + 1] < rank; place++) {
            inOrder[place] = inOrder[place + 1];
        }
        inOrder[place] = rank;
    }

    /** The greatest; there must be any. */
    long first() {
        return inOrder[ordered - 1];
    }

    /** The greatest, which is there no longer; there must be any. */
    long takeFirst() {
        var taken = inOrder[--ordered];
        if (ordered == 0) {
            orderOthers();
        }
        return taken;
    }

    /* Twice as many as the last time: whoever asks for so many will ask for more. */
    private void orderOthers() {
        Arrays.sort(others, 0, aside);
        inOrder = new long[2 * inOrder.length];
        ordered = Math.min(aside, inOrder.length);
        aside -= ordered;
        System.arraycopy(others, aside, inOrder, 0, ordered);
        greatestAside = aside == 0 ? Long.MIN_VALUE : others[aside - 1];
    }
}
