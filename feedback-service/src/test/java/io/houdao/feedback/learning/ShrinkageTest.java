package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.learning.Shrinkage.Rates;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ShrinkageTest {

    private final Shrinkage shrinkage = new Shrinkage(20);

    @Test
    void fewImpressionsBarelyMoveTheRateAndManyDo() {
        var prior = new Rates(0, 0.02, 0, 0, 0);

        assertThat(shrinkage.rates(closes(4, 10), prior).close()).isCloseTo(0.147, within(0.001));
        assertThat(shrinkage.rates(closes(400, 1_000), prior).close()).isCloseTo(0.393, within(0.001));
    }

    @Property
    void aRateLiesBetweenWhatWasSeenAndThePrior(
            @ForAll @LongRange(min = 1, max = 100_000) long impressions, @ForAll @LongRange(max = 100_000) long n) {
        var closes = Math.min(n, impressions);
        var seen = (double) closes / impressions;

        var rate = shrinkage.rates(closes(closes, impressions), Rates.START).close();

        assertThat(rate)
                .isBetween(Math.min(seen, Rates.START.close()) - 1e-12, Math.max(seen, Rates.START.close()) + 1e-12);
    }

    @Test
    void aRateHasMovedOnlyWhereItMatters() {
        var before = new Rates(0.01, 0.05, 0.0001, 0, 0.2);

        assertThat(new Rates(0.01, 0.059, 0.0001, 0, 0.2).movedFrom(before, 0.2))
                .isFalse();
        assertThat(new Rates(0.01, 0.061, 0.0001, 0, 0.2).movedFrom(before, 0.2))
                .isTrue();
        assertThat(new Rates(0.01, 0.05, 0.0009, 0, 0.2).movedFrom(before, 0.2)).isFalse();
    }

    private static Counts closes(long closes, long impressions) {
        return new Counts(0, impressions, 0, closes, 0, 0, closes, 0);
    }
}
