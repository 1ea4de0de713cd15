package io.houdao.placement.exposure;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Exposures in one array, {@value #WIDTH} longs each: 64 bytes an exposure, nothing for the garbage collector to follow.
 * First those that go at the horizon, then those that outlive it, each in the order of time. Immutable, so that readers need
 * no lock.
 */
final class Exposures {

    static final Exposures NONE = new Exposures(new long[0], 0);

    static final int AT = 0;
    static final int DECISION = 1;
    static final int DEVICE = 2;
    static final int SCENE = 3;
    static final int CREATIVE = 4;
    static final int LINE_ITEM = 5;
    static final int CAMPAIGN = 6;
    static final int ADVERTISER = 7;
    private static final int WIDTH = 8;
    private static final int ROW_BYTES = WIDTH * Long.BYTES;

    private final long[] rows;
    /** How many of the rows outlive the horizon: the last ones. */
    private final int lasting;

    private Exposures(long[] rows, int lasting) {
        this.rows = rows;
        this.lasting = lasting;
    }

    int size() {
        return rows.length / WIDTH;
    }

    int lasting() {
        return lasting;
    }

    /** The first row that outlives the horizon; {@link #size} where none does. */
    int firstLasting() {
        return size() - lasting;
    }

    long get(int row, int column) {
        return rows[row * WIDTH + column];
    }

    /** These and one more. Where the decision is already among them, the same, except that it lasts if either says so. */
    Exposures with(Exposure added) {
        for (var row = 0; row < size(); row++) {
            if (get(row, DECISION) == added.decision()) {
                return added.lasting() && row < firstLasting()
                        ? without(row).inserting(exposure(row).lasting(true))
                        : this;
            }
        }
        return inserting(added);
    }

    private Exposures inserting(Exposure added) {
        var first = added.lasting() ? firstLasting() : 0;
        var place = added.lasting() ? size() : firstLasting();
        while (place > first && get(place - 1, AT) > added.at()) {
            place--;
        }
        var more = new long[rows.length + WIDTH];
        System.arraycopy(rows, 0, more, 0, place * WIDTH);
        write(added, more, place * WIDTH);
        System.arraycopy(rows, place * WIDTH, more, (place + 1) * WIDTH, rows.length - place * WIDTH);
        return new Exposures(more, added.lasting() ? lasting + 1 : lasting);
    }

    private Exposures without(int row) {
        return slice(0, row, row + 1);
    }

    /** The rows from {@code first} until {@code gap}, and from {@code then} on. */
    private Exposures slice(int first, int gap, int then) {
        var left = new long[(gap - first + size() - then) * WIDTH];
        System.arraycopy(rows, first * WIDTH, left, 0, (gap - first) * WIDTH);
        System.arraycopy(rows, then * WIDTH, left, (gap - first) * WIDTH, (size() - then) * WIDTH);
        return new Exposures(left, lasting - (Math.max(then, firstLasting()) - Math.max(gap, firstLasting())));
    }

    private Exposure exposure(int row) {
        return new Exposure(
                get(row, AT),
                get(row, DECISION),
                get(row, DEVICE),
                get(row, SCENE),
                get(row, CREATIVE),
                get(row, LINE_ITEM),
                get(row, CAMPAIGN),
                get(row, ADVERTISER),
                row >= firstLasting());
    }

    /** These, and {@code more} after those of the same kind. */
    Exposures plus(Exposures more) {
        if (rows.length == 0) {
            return more;
        }
        var all = new long[rows.length + more.rows.length];
        var own = firstLasting() * WIDTH;
        var others = more.firstLasting() * WIDTH;
        System.arraycopy(rows, 0, all, 0, own);
        System.arraycopy(more.rows, 0, all, own, others);
        System.arraycopy(rows, own, all, own + others, rows.length - own);
        System.arraycopy(more.rows, others, all, rows.length + others, more.rows.length - others);
        return new Exposures(all, lasting + more.lasting);
    }

    /** These and those, each decision once. */
    Exposures and(Exposures other) {
        var all = this;
        for (var row = 0; row < other.size(); row++) {
            all = all.with(other.exposure(row));
        }
        return all;
    }

    /**
     * These without those from before {@code since}, unless they last and their life is not over. No more than
     * {@code mostLasting} last: the oldest of them go at the horizon as all others do. And no more than {@code most} are left: of
     * those that do not last, the oldest go first.
     */
    Exposures within(long since, int most, int mostLasting) {
        var all = this;
        while (all.lasting > mostLasting) {
            var oldest = all.firstLasting();
            all = all.without(oldest).inserting(all.exposure(oldest).lasting(false));
        }
        return all.since(since, most);
    }

    private Exposures since(long since, int most) {
        var gap = firstLasting();
        var then = firstFrom(since - ServingStore.LIFE.toMillis(), gap, size());
        var first = Math.min(gap, Math.max(firstFrom(since, 0, gap), gap + size() - then - most));
        return first == 0 && then == gap ? this : slice(first, gap, then);
    }

    private int firstFrom(long since, int from, int until) {
        var first = from;
        while (first < until && get(first, AT) < since) {
            first++;
        }
        return first;
    }

    /** These, the oldest first, and those that outlive the horizon after all others. */
    static Exposures of(List<Exposure> exposures) {
        var all = new long[exposures.size() * WIDTH];
        var lasting = 0;
        for (var i = 0; i < exposures.size(); i++) {
            write(exposures.get(i), all, i * WIDTH);
            lasting += exposures.get(i).lasting() ? 1 : 0;
        }
        return new Exposures(all, lasting);
    }

    /** Those of these rows, each {@value #ROW_BYTES} bytes, of which the last {@code lasting} outlive the horizon. */
    static Exposures read(List<byte[]> rows, int lasting) {
        var all = new long[rows.size() * WIDTH];
        for (var i = 0; i < rows.size(); i++) {
            ByteBuffer.wrap(rows.get(i)).asLongBuffer().get(all, i * WIDTH, WIDTH);
        }
        return new Exposures(all, lasting);
    }

    /** One exposure in {@value #ROW_BYTES} bytes, which do not tell whether it lasts. */
    static byte[] row(Exposure exposure) {
        var row = new long[WIDTH];
        write(exposure, row, 0);
        var bytes = ByteBuffer.allocate(ROW_BYTES);
        bytes.asLongBuffer().put(row);
        return bytes.array();
    }

    private static void write(Exposure exposure, long[] rows, int start) {
        rows[start + AT] = exposure.at();
        rows[start + DECISION] = exposure.decision();
        rows[start + DEVICE] = exposure.device();
        rows[start + SCENE] = exposure.scene();
        rows[start + CREATIVE] = exposure.creative();
        rows[start + LINE_ITEM] = exposure.lineItem();
        rows[start + CAMPAIGN] = exposure.campaign();
        rows[start + ADVERTISER] = exposure.advertiser();
    }
}
