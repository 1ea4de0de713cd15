package io.houdao.placement.decision.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RanksPropertiesTest {

    /** Of all that are there the greatest comes next, however many come between and whenever more are added. */
    @Property(tries = 300)
    void theGreatestComesFirst(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int atOnce) {
        var random = new Random(seed);
        var ranks = new Ranks();
        var expected = new PriorityQueue<Long>(Comparator.reverseOrder());
        var number = 0;

        for (var turn = 0; turn < 20; turn++) {
            var more = random.nextInt(atOnce);
            ranks.expect(more);
            for (var added = 0; added < more; added++) {
                var rank = Ranks.of(random.nextFloat(-100, 100), number++);
                ranks.add(rank);
                expected.add(rank);
            }
            for (var taken = random.nextInt(atOnce); taken > 0 && !expected.isEmpty(); taken--) {
                assertThat(ranks.first()).isEqualTo(expected.peek());
                assertThat(ranks.takeFirst()).isEqualTo(expected.poll());
            }
            assertThat(ranks.isEmpty()).isEqualTo(expected.isEmpty());
        }
    }
}
