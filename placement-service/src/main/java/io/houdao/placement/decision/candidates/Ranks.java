package io.houdao.placement.decision.candidates;

/** A worth and a number in one long, in the order of the worth; among equals the lower number is the greater. */
final class Ranks {

    private Ranks() {}

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
}
