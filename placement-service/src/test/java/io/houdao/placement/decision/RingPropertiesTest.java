package io.houdao.placement.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class RingPropertiesTest {

    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BEN = new UUID(1, 0);

    /** Of everything, the newest that fit; nothing of what is gone, and nothing of whom was forgotten. */
    @Property(tries = 300)
    void theNewestThatFitAreThereAsTheyWereAndNothingElseIs(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 500) int bytes,
            @ForAll @IntRange(min = 1, max = 30) int entries) {
        var random = new SplittableRandom(seed);
        var room = new byte[bytes];
        var ring = new Ring(room, entries);
        var all = new ArrayList<Entry>();

        for (var step = 0; step < 400; step++) {
            if (random.nextInt(20) == 0) {
                var forgotten = random.nextBoolean() ? ANN : BEN;
                ring.forget(forgotten);
                all.replaceAll(entry -> entry.without(forgotten));
            } else {
                var entry = Entry.some(random, bytes);
                ring.add(entry.id, entry.person, entry.bytes, entry.length);
                if (entry.length > bytes) {
                    assertThat(ring.find(entry.id)).isNull();
                } else {
                    all.add(entry);
                }
            }

            var expected = newest(all, bytes, entries);
            assertThat(all)
                    .allSatisfy(entry -> assertThat(ring.find(entry.id))
                            .isEqualTo(expected.contains(entry) && !entry.isForgotten ? entry.written() : null));
            assertThat(notZero(room))
                    .isEqualTo(expected.stream()
                            .filter(entry -> !entry.isForgotten)
                            .mapToInt(Entry::length)
                            .sum());
            all.subList(0, Math.max(0, all.size() - 2 * entries)).clear();
        }
    }

    @Example
    void whatIsAboutNobodyStaysWhoeverIsForgotten() {
        var ring = new Ring(new byte[100], 2);
        var id = UUID.randomUUID();
        ring.add(id, null, new byte[] {1, 2, 3}, 2);

        ring.forget(ANN);

        assertThat(ring.find(id)).containsExactly(1, 2);
    }

    @Example
    void whatIsGoneIsNotFoundUnderAnyId() {
        var ring = new Ring(new byte[100], 2);
        ring.add(UUID.randomUUID(), ANN, new byte[] {1}, 1);

        ring.forget(ANN);

        assertThat(ring.find(new UUID(0, 0))).isNull();
    }

    @Example
    void withoutAnyRoomNothingIsKept() {
        var ring = new Ring(new byte[0], 0);

        ring.add(ANN, null, new byte[] {1}, 1);

        assertThat(ring.find(ANN)).isNull();
    }

    private static List<Entry> newest(List<Entry> all, int bytes, int entries) {
        var newest = new ArrayList<Entry>();
        var left = bytes;
        for (var i = all.size() - 1; i >= 0 && newest.size() < entries; i--) {
            var entry = all.get(i);
            if (entry.length > left) {
                break;
            }
            newest.add(entry);
            left -= entry.length;
        }
        return newest;
    }

    private static long notZero(byte[] room) {
        return IntStream.range(0, room.length).filter(i -> room[i] != 0).count();
    }

    /** What was added, of bytes that are not zero; more of them than are meant. */
    private record Entry(UUID id, @Nullable UUID person, byte[] bytes, int length, boolean isForgotten) {

        /** Now and then too large for all there is. */
        static Entry some(SplittableRandom random, int room) {
            var most = random.nextInt(10) == 0 ? room + 2 : random.nextInt(10) == 0 ? room : Math.max(1, room / 10);
            var length = random.nextInt(1, most + 1);
            var bytes = new byte[length + random.nextInt(10)];
            Arrays.fill(bytes, (byte) random.nextInt(1, 128));
            bytes[0] = -1;
            var person = random.nextInt(3) == 0 ? null : random.nextBoolean() ? ANN : BEN;
            return new Entry(new UUID(random.nextLong(), random.nextLong()), person, bytes, length, false);
        }

        byte[] written() {
            return Arrays.copyOf(bytes, length);
        }

        Entry without(UUID forgotten) {
            return forgotten.equals(person) ? new Entry(id, person, bytes, length, true) : this;
        }
    }
}
