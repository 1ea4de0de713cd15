package io.houdao.placement.exposure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Exposures in the order of time, in one array of longs: nothing for the garbage collector to follow. Immutable for whoever holds
 * them, so that readers need no lock. Equal are those of the same array, from the same row to the same.
 *
 * <p>Behind the last row there is room for a fourth more. Whoever alone {@linkplain #growing adds} to rows writes there, and those who
 * hold fewer do not notice, unless they ask for the {@link #latest}. So what a person saw is not copied each time that they see more,
 * and whoever keeps it need not be told where it is now.
 *
 * @param longs how many rows are in use, and then the rows
 * @param first of the rows held here; those before are no longer of interest
 * @param end after the last of them
 */
record Rows(long[] longs, int first, int end) {

    static final Rows NONE = new Rows(new long[1], 0, 0);

    static final int WIDTH = 8;
    private static final int ROW_BYTES = WIDTH * Long.BYTES;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    /** An array with {@code size} rows in use, and room for so many more. */
    private static long[] array(int size, int room) {
        var longs = new long[1 + (size + room) * WIDTH];
        longs[0] = size;
        return longs;
    }

    private static int start(int row) {
        return 1 + row * WIDTH;
    }

    /** These, the oldest first. */
    static Rows of(List<Exposure> exposures) {
        var longs = array(exposures.size(), 0);
        for (var row = 0; row < exposures.size(); row++) {
            write(exposures.get(row), longs, start(row));
        }
        return new Rows(longs, 0, exposures.size());
    }

    /** Those of these rows, each as {@link #bytes} writes it. */
    static Rows read(List<byte[]> rows) {
        var longs = array(rows.size(), 0);
        for (var row = 0; row < rows.size(); row++) {
            ByteBuffer.wrap(rows.get(row)).asLongBuffer().get(longs, start(row), WIDTH);
        }
        return new Rows(longs, 0, rows.size());
    }

    /** One exposure in {@value #ROW_BYTES} bytes, which do not tell whether it lasts. */
    static byte[] bytes(Exposure exposure) {
        var row = new long[WIDTH];
        write(exposure, row, 0);
        var bytes = ByteBuffer.allocate(ROW_BYTES);
        bytes.asLongBuffer().put(row);
        return bytes.array();
    }

    private static void write(Exposure exposure, long[] longs, int start) {
        longs[start + Exposures.AT] = exposure.at();
        longs[start + Exposures.DECISION] = exposure.decision();
        longs[start + Exposures.DEVICE] = exposure.device();
        longs[start + Exposures.SCENE] = exposure.scene();
        longs[start + Exposures.CREATIVE] = exposure.creative();
        longs[start + Exposures.LINE_ITEM] = exposure.lineItem();
        longs[start + Exposures.CAMPAIGN] = exposure.campaign();
        longs[start + Exposures.ADVERTISER] = exposure.advertiser();
    }

    int size() {
        return end - first;
    }

    long get(int row, int column) {
        return longs[start(first + row) + column];
    }

    Exposure exposure(int row, boolean lasting) {
        return new Exposure(
                get(row, Exposures.AT),
                get(row, Exposures.DECISION),
                get(row, Exposures.DEVICE),
                get(row, Exposures.SCENE),
                get(row, Exposures.CREATIVE),
                get(row, Exposures.LINE_ITEM),
                get(row, Exposures.CAMPAIGN),
                get(row, Exposures.ADVERTISER),
                lasting);
    }

    /** The row of a decision; -1 where there is none. */
    int find(long decision) {
        for (var row = 0; row < size(); row++) {
            if (get(row, Exposures.DECISION) == decision) {
                return row;
            }
        }
        return -1;
    }

    /** The first row from {@code since} on; their number where there is none. */
    int firstFrom(long since) {
        var row = 0;
        while (row < size() && get(row, Exposures.AT) < since) {
            row++;
        }
        return row;
    }

    /** These and one more, after all that are not later. */
    Rows with(Exposure added) {
        var place = size();
        while (place > 0 && get(place - 1, Exposures.AT) > added.at()) {
            place--;
        }
        var more = array(size() + 1, size() / 4);
        copy(0, place, more, 0);
        write(added, more, start(place));
        copy(place, size(), more, place + 1);
        return new Rows(more, 0, size() + 1);
    }

    /** The same, in the same array where it comes last, there is room, and these are the latest. For one thread at a time. */
    Rows growing(Exposure added) {
        var isLast = size() == 0 || get(size() - 1, Exposures.AT) <= added.at();
        if (!isLast || start(end) == longs.length || inUse() != end) {
            return with(added);
        }
        write(added, longs, start(end));
        LONGS.setRelease(longs, 0, end + 1L);
        return new Rows(longs, first, end + 1);
    }

    /** These and what was written behind them since; any thread may ask. */
    Rows latest() {
        var latest = inUse();
        return latest == end ? this : new Rows(longs, first, latest);
    }

    private int inUse() {
        return (int) (long) LONGS.getAcquire(longs, 0);
    }

    private void copy(int from, int until, long[] to, int row) {
        System.arraycopy(longs, start(first + from), to, start(row), (until - from) * WIDTH);
    }

    Rows without(int row) {
        var left = array(size() - 1, 0);
        copy(0, row, left, 0);
        copy(row + 1, size(), left, row);
        return new Rows(left, 0, size() - 1);
    }

    /** Those from {@code row} on. What they no longer need goes where that is more than a fourth. */
    Rows from(int row) {
        if (row == 0) {
            return this;
        }
        var left = size() - row;
        if (start(left) > longs.length / 4 * 3) {
            return new Rows(longs, first + row, end);
        }
        var copied = array(left, 0);
        copy(row, size(), copied, 0);
        return left == 0 ? NONE : new Rows(copied, 0, left);
    }

    /** These, and then those. */
    Rows plus(Rows more) {
        if (size() == 0 || more.size() == 0) {
            return size() == 0 ? more : this;
        }
        var all = array(size() + more.size(), 0);
        copy(0, size(), all, 0);
        more.copy(0, more.size(), all, size());
        return new Rows(all, 0, size() + more.size());
    }
}
