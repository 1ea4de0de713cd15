package io.houdao.placement.decision.candidates;

import java.util.Arrays;

/**
 * Line items by what they can be worth, the most first: a binary heap of ranks. A rank is a worth and a number in one long, in the
 * order of the worth; among equals the lower number is the greater.
 */
final class Ranks {

    private long[] heap = new long[128];
    private int size;

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
        return size == 0;
    }

    void add(long rank) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        var place = size++;
        while (place > 0 && heap[(place - 1) / 2] < rank) {
            heap[place] = heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }
        heap[place] = rank;
    }

    /** The greatest; there must be any. */
    long first() {
        return heap[0];
    }

    /** The greatest, which is there no longer; there must be any. */
    long takeFirst() {
        var taken = heap[0];
        var last = heap[--size];
        var place = 0;
        for (var below = 1; below < size; below = 2 * place + 1) {
            var greater = below + 1 < size && heap[below + 1] > heap[below] ? below + 1 : below;
            if (heap[greater] <= last) {
                break;
            }
            heap[place] = heap[greater];
            place = greater;
        }
        heap[place] = last;
        return taken;
    }
}
