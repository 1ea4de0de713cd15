package io.houdao.placement.decision.candidates;

import java.util.List;

/** One bit a line item, 64 in a word. Whole blocks of words go through loops that the processor's wide instructions fit. */
final class Bits {

    /** So many places after the last number {@link #number} may write to. */
    static final int NUMBERED_IN_VAIN = 3;

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

    /** How many bits are set in the first {@code length} words. */
    static int count(long[] block, int length) {
        var count = 0;
        for (var i = 0; i < length; i++) {
            count += Long.bitCount(block[i]);
        }
        return count;
    }

    /**
     * Writes the numbers of the bits that are set in the first {@code length} words of a block whose first word is number
     * {@code first}, and returns how many. They are written by fours, the last of them in vain: a loop that ended after each bit
     * would end in each word where the processor does not expect it.
     *
     * @param into with room for them and {@value #NUMBERED_IN_VAIN} more
     */
    static int number(long[] block, int length, int first, int[] into) {
        var size = 0;
        for (var i = 0; i < length; i++) {
            var rest = block[i];
            var start = first + i << 6;
            var end = size + Long.bitCount(rest);
            for (; size < end; size += 4) {
                into[size] = start + Long.numberOfTrailingZeros(rest);
                rest &= rest - 1;
                into[size + 1] = start + Long.numberOfTrailingZeros(rest);
                rest &= rest - 1;
                into[size + 2] = start + Long.numberOfTrailingZeros(rest);
                rest &= rest - 1;
                into[size + 3] = start + Long.numberOfTrailingZeros(rest);
                rest &= rest - 1;
            }
            size = end;
        }
        return size;
    }

    /** Keeps of {@code block}, whose first word is number {@code first}, what is in all bitmaps; four in each pass over it. */
    static void and(long[] block, List<long[]> bitmaps, int first, int length) {
        var next = 0;
        for (; next + 4 <= bitmaps.size(); next += 4) {
            and(
                    block,
                    bitmaps.get(next),
                    bitmaps.get(next + 1),
                    bitmaps.get(next + 2),
                    bitmaps.get(next + 3),
                    first,
                    length);
        }
        for (; next < bitmaps.size(); next++) {
            and(block, bitmaps.get(next), first, length);
        }
    }

    private static void and(long[] block, long[] a, long[] b, long[] c, long[] d, int first, int length) {
        for (var i = 0; i < length; i++) {
            block[i] &= a[first + i] & b[first + i] & c[first + i] & d[first + i];
        }
    }

    static void and(long[] block, long[] bitmap, int first, int length) {
        for (var i = 0; i < length; i++) {
            block[i] &= bitmap[first + i];
        }
    }

    static void or(long[] block, long[] bitmap, int first, int length) {
        for (var i = 0; i < length; i++) {
            block[i] |= bitmap[first + i];
        }
    }

    static void andNot(long[] block, long[] bitmap, int first, int length) {
        for (var i = 0; i < length; i++) {
            block[i] &= ~bitmap[first + i];
        }
    }

    /** Writes to {@code block} what is not in the bitmap from word {@code first} on. */
    static void complement(long[] block, long[] bitmap, int first, int length) {
        for (var i = 0; i < length; i++) {
            block[i] = ~bitmap[first + i];
        }
    }
}
