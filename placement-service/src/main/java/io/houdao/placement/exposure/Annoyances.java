package io.houdao.placement.exposure;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** When someone closed, hid or complained about an ad. Immutable, bounded: the oldest go first. */
final class Annoyances {

    static final Annoyances NONE = new Annoyances(new long[0]);

    /** An annoyance weighs half as much after this time. */
    static final Duration HALF_LIFE = Duration.ofDays(14);

    static final int MOST = 64;

    /** Pairs of what it was and when, the latter in milliseconds since 1970. */
    private final long[] events;

    private Annoyances(long[] events) {
        this.events = events;
    }

    /** These and one more; the same where {@code event} is already among them. */
    Annoyances with(long event, long at) {
        for (var i = 0; i < events.length; i += 2) {
            if (events[i] == event) {
                return this;
            }
        }
        var first = Math.max(0, events.length - 2 * (MOST - 1));
        var more = Arrays.copyOfRange(events, first, events.length + 2);
        more[more.length - 2] = event;
        more[more.length - 1] = at;
        return new Annoyances(more);
    }

    /** These and those, each once. */
    Annoyances and(Annoyances other) {
        var all = this;
        for (var i = 0; i < other.events.length; i += 2) {
            all = all.with(other.events[i], other.events[i + 1]);
        }
        return all;
    }

    /** Those of these rows of 16 bytes, the oldest first. */
    static Annoyances read(List<byte[]> rows) {
        var events = new long[2 * rows.size()];
        for (var i = 0; i < rows.size(); i++) {
            ByteBuffer.wrap(rows.get(i)).asLongBuffer().get(events, 2 * i, 2);
        }
        return new Annoyances(events);
    }

    /** One in 16 bytes. */
    static byte[] row(long event, long at) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(event).putLong(at).array();
    }

    /** Their sum, each halved every {@link #HALF_LIFE}. */
    double weight(long now) {
        var sum = 0.0;
        for (var i = 1; i < events.length; i += 2) {
            sum += Math.pow(2, -Math.max(0, now - events[i]) / (double) HALF_LIFE.toMillis());
        }
        return sum;
    }
}
