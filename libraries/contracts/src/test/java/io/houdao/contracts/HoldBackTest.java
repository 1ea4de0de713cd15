package io.houdao.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.contracts.feedback.ExperienceControl.HoldBack;
import io.houdao.contracts.profile.PersonId;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HoldBackTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Random random = new Random(11);

    @Test
    void itHoldsItsShareOfPeopleAndKeepsThemWhenItGrows() {
        var small = new HoldBack(0.02, NOON);
        var large = new HoldBack(0.05, NOON.plusSeconds(60));
        var people = Stream.generate(() -> new PersonId(new UUID(random.nextLong(), random.nextLong())))
                .limit(100_000)
                .toList();

        var held = people.stream().filter(small::holds).toList();

        assertThat(held.size() / 100_000.0).isCloseTo(0.02, within(0.002));
        assertThat(held).allMatch(large::holds);
    }

    @Test
    void itIsComparedWithAsManyOthers() {
        var small = new HoldBack(0.02, NOON);
        var large = new HoldBack(0.05, NOON.plusSeconds(60));
        var people = Stream.generate(() -> new PersonId(new UUID(random.nextLong(), random.nextLong())))
                .limit(100_000)
                .toList();

        var others = people.stream().filter(small::comparesWith).toList();

        assertThat(others.size() / 100_000.0).isCloseTo(0.02, within(0.002));
        assertThat(others).allMatch(large::comparesWith).noneMatch(large::holds);
    }

    @Test
    void whoIsInItNeverChanges() {
        var cohort = new HoldBack(0.05, NOON);

        var held = Stream.iterate(0L, i -> i + 1)
                .limit(100)
                .filter(i -> cohort.holds(new PersonId(new UUID(i, 7))))
                .toList();

        assertThat(held).containsExactly(33L, 34L, 77L);
    }
}
