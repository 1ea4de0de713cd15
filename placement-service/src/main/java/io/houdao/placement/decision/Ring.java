package io.houdao.placement.decision;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries of bytes in memory that is allocated once, so that the garbage collector has nothing to copy and nothing to follow.
 * The oldest go first, for want of room or because there are too many; what goes is overwritten. To find or to forget
 * something looks at all of the index, 20 us for 20,000 entries. For one thread at a time.
 */
final class Ring {

    private final byte[] room;
    /** Two numbers for each entry. */
    private final long[] ids;
    /** Whom each entry is about, likewise; zero where it is about nobody. */
    private final long[] people;
    /** Where each entry begins, in the bytes of all entries there ever were. */
    private final long[] starts;
    /** Zero where there is no entry, or no longer. */
    private final int[] lengths;

    private long oldest;
    private long next;
    private long end;

    /** Of at most so many entries in that room, which nobody else writes to. */
    Ring(byte[] room, int entries) {
        this.room = room;
        this.ids = new long[2 * entries];
        this.people = new long[2 * entries];
        this.starts = new long[entries];
        this.lengths = new int[entries];
    }

    /** Adds the first {@code length} bytes; not if there would never be room for them. */
    void add(UUID id, @Nullable UUID person, byte[] bytes, int length) {
        if (length > room.length) {
            return;
        }
        while (next - oldest == starts.length || taken() + length > room.length) {
            wipe(slot(oldest));
            oldest++;
        }
        var slot = slot(next);
        put(ids, slot, id);
        if (person != null) {
            put(people, slot, person);
        }
        starts[slot] = end;
        lengths[slot] = length;
        var begin = begin(slot);
        var beforeTheTurn = beforeTheTurn(slot);
        System.arraycopy(bytes, 0, room, begin, beforeTheTurn);
        System.arraycopy(bytes, beforeTheTurn, room, 0, length - beforeTheTurn);
        next++;
        end += length;
    }

    /** A copy of its bytes; null where they are gone. */
    byte @Nullable [] find(UUID id) {
        for (var slot = 0; slot < lengths.length; slot++) {
            if (lengths[slot] > 0 && is(ids, slot, id)) {
                var found = new byte[lengths[slot]];
                var begin = begin(slot);
                var beforeTheTurn = beforeTheTurn(slot);
                System.arraycopy(room, begin, found, 0, beforeTheTurn);
                System.arraycopy(room, 0, found, beforeTheTurn, found.length - beforeTheTurn);
                return found;
            }
        }
        return null;
    }

    /** Overwrites all that is about that person. It takes its place until it would have gone anyway. */
    void forget(UUID person) {
        for (var slot = 0; slot < lengths.length; slot++) {
            if (lengths[slot] > 0 && is(people, slot, person)) {
                wipe(slot);
            }
        }
    }

    private void wipe(int slot) {
        var begin = begin(slot);
        var beforeTheTurn = beforeTheTurn(slot);
        Arrays.fill(room, begin, begin + beforeTheTurn, (byte) 0);
        Arrays.fill(room, 0, lengths[slot] - beforeTheTurn, (byte) 0);
        ids[2 * slot] = ids[2 * slot + 1] = 0;
        people[2 * slot] = people[2 * slot + 1] = 0;
        lengths[slot] = 0;
    }

    private int slot(long entry) {
        return (int) (entry % starts.length);
    }

    private long taken() {
        return oldest == next ? 0 : end - starts[slot(oldest)];
    }

    private int begin(int slot) {
        return (int) (starts[slot] % room.length);
    }

    /** How many of its bytes are before the end of the room; the others follow at its beginning. */
    private int beforeTheTurn(int slot) {
        return Math.min(lengths[slot], room.length - begin(slot));
    }

    private static void put(long[] pairs, int slot, UUID id) {
        pairs[2 * slot] = id.getMostSignificantBits();
        pairs[2 * slot + 1] = id.getLeastSignificantBits();
    }

    private static boolean is(long[] pairs, int slot, UUID id) {
        return pairs[2 * slot] == id.getMostSignificantBits() && pairs[2 * slot + 1] == id.getLeastSignificantBits();
    }
}
