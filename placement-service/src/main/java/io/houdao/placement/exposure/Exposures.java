package io.houdao.placement.exposure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Exposures in one array, {@value #WIDTH} longs each: 64 bytes an exposure, nothing for the garbage collector to follow.
 * Immutable, so that readers need no lock.
 */
final class Exposures {

    static final Exposures NONE = new Exposures(new long[0]);

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

    private Exposures(long[] rows) {
        this.rows = rows;
    }

    int size() {
        return rows.length / WIDTH;
    }

    long get(int row, int column) {
        return rows[row * WIDTH + column];
    }

    /**
     * These and one more, without those from before {@code since}, and never more than {@code most}: the oldest go first.
     * The same where the decision is already among them.
     */
    Exposures with(Exposure added, long since, int most) {
        for (var row = 0; row < size(); row++) {
            if (get(row, DECISION) == added.decision()) {
                return this;
            }
        }
        var first = firstToKeep(since, most - 1);
        var kept = Arrays.copyOfRange(rows, first * WIDTH, rows.length + WIDTH);
        write(added, kept, kept.length - WIDTH);
        return new Exposures(kept);
    }

    /** These and {@code more}, which are not yet among them. */
    Exposures plus(List<Exposure> more) {
        var all = Arrays.copyOf(rows, rows.length + more.size() * WIDTH);
        for (var i = 0; i < more.size(); i++) {
            write(more.get(i), all, rows.length + i * WIDTH);
        }
        return new Exposures(all);
    }

    /** These and those in the order of time, each decision once, and never more than {@code most}: the oldest go first. */
    Exposures and(Exposures other, int most) {
        var byDecision = new LinkedHashMap<Long, long[]>();
        for (var each : List.of(this, other)) {
            for (var start = 0; start < each.rows.length; start += WIDTH) {
                byDecision.putIfAbsent(
                        each.rows[start + DECISION], Arrays.copyOfRange(each.rows, start, start + WIDTH));
            }
        }
        return new Exposures(byDecision.values().stream()
                .sorted(Comparator.comparingLong(row -> row[AT]))
                .skip(Math.max(0, byDecision.size() - most))
                .flatMapToLong(Arrays::stream)
                .toArray());
    }

    /** These without those from before {@code since}. */
    Exposures since(long since) {
        var first = firstToKeep(since, Integer.MAX_VALUE);
        return first == 0 ? this : new Exposures(Arrays.copyOfRange(rows, first * WIDTH, rows.length));
    }

    /* Rows lie in the order in which they came, which is nearly that of time: a late one may stay a little longer. */
    private int firstToKeep(long since, int most) {
        var first = Math.max(0, size() - most);
        while (first < size() && get(first, AT) < since) {
            first++;
        }
        return first;
    }

    /** Those of these rows, each {@value #ROW_BYTES} bytes, the oldest first. */
    static Exposures read(List<byte[]> rows) {
        var all = new long[rows.size() * WIDTH];
        for (var i = 0; i < rows.size(); i++) {
            ByteBuffer.wrap(rows.get(i)).asLongBuffer().get(all, i * WIDTH, WIDTH);
        }
        return new Exposures(all);
    }

    /** One exposure in {@value #ROW_BYTES} bytes. */
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
