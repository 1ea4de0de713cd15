package io.houdao.placement.decision.candidates;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of line items, gathered in ascending order: a list while they are few, and a bitmap where that is quicker to go
 * through, at one in 192.
 */
final class Numbers {

    private final int words;
    private int[] list = new int[4];
    private int size;
    /** In place of the list. */
    private long @Nullable [] bitmap;

    Numbers(int words) {
        this.words = words;
    }

    void add(int number) {
        if (bitmap == null && size > words / 3) {
            bitmap = toBitmap();
        }
        if (bitmap != null) {
            Bits.set(bitmap, number);
            return;
        }
        if (size == list.length) {
            list = Arrays.copyOf(list, size + (size >> 1) + 1);
        }
        list[size++] = number;
    }

    private long[] toBitmap() {
        var made = new long[words];
        for (var i = 0; i < size; i++) {
            Bits.set(made, list[i]);
        }
        list = new int[0];
        return made;
    }

    /** The bitmap that holds them; null where it is a list. */
    long @Nullable [] bitmap() {
        return bitmap;
    }

    /** Lets go of room for more. */
    void trim() {
        if (bitmap == null) {
            list = Arrays.copyOf(list, size);
        }
    }

    /** Clears them in a bitmap of its own length. */
    void clearIn(long[] other) {
        new Walk().clearIn(other, 0, words);
    }

    Walk walk() {
        return new Walk();
    }

    /** Goes through them block by block, in the order of the blocks. */
    final class Walk {

        private int next;

        /** Sets those of the block that begins with word {@code first}. */
        void setIn(long[] block, int first, int length) {
            if (bitmap != null) {
                Bits.or(block, bitmap, first, length);
                return;
            }
            var start = first << 6;
            var end = start + (length << 6);
            var numbers = list;
            var place = skipTo(start);
            for (; place < size && numbers[place] < end; place++) {
                Bits.set(block, numbers[place] - start);
            }
            next = place;
        }

        /** Clears those of the block that begins with word {@code first}. */
        void clearIn(long[] block, int first, int length) {
            if (bitmap != null) {
                Bits.andNot(block, bitmap, first, length);
                return;
            }
            var start = first << 6;
            var end = start + (length << 6);
            var numbers = list;
            var place = skipTo(start);
            for (; place < size && numbers[place] < end; place++) {
                Bits.clear(block, numbers[place] - start);
            }
            next = place;
        }

        /* The place of the first from there on that is no less. */
        private int skipTo(int number) {
            var numbers = list;
            var place = next;
            while (place < size && numbers[place] < number) {
                place++;
            }
            return place;
        }
    }
}
