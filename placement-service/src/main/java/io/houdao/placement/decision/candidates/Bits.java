package io.houdao.placement.decision.candidates;

/** One bit a line item, 64 in a word. */
final class Bits {

    private Bits() {}

    static int words(int bits) {
        return (bits + 63) / 64;
    }

    static void set(long[] bitmap, int number) {
        bitmap[number >> 6] |= 1L << number;
    }

    static void clear(long[] bitmap, int number) {
        bitmap[number >> 6] &= ~(1L << number);
    }

    static boolean isSet(long[] bitmap, int number) {
        return (bitmap[number >> 6] & 1L << number) != 0;
    }
}
