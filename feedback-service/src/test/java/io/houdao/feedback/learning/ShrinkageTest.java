package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Counts.Minded;
import io.houdao.feedback.learning.Shrinkage.Rates;
import java.time.Instant;
import java.util.UUID;
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

    @Test
    void eachRateIsDrawnTowardsItsOwnPriorByItsOwnCount() {
        var prior = new Rates(0.1, 0.2, 0.3, 0.4, 0.5);

        // (n + 20 × prior) / 100
        assertThat(shrinkage.rates(new Counts(0, 80, 1, 2, 3, 4, 0, 5, Minded.NONE), prior))
                .isEqualTo(new Rates(0.03, 0.06, 0.09, 0.12, 0.15));
    }

    @Test
    void responsesWhoseImpressionsWereLostMakeNoRateBeyondOne() {
        assertThat(shrinkage.rates(closes(1_000, 2), Rates.START).close())
                .isLessThan(1)
                .isGreaterThan(0.9);
    }

    @Test
    void eachRateIsToldUnderItsName() {
        var pair = new Pair(new CreativeId(new UUID(0, 1)), Scene.of("home/sport"));
        var now = Instant.parse("2026-03-01T12:00:00Z");

        var told = new Rates(0.1, 0.2, 0.3, 0.4, 0.5).control(pair, 42, "m1", now);

        assertThat(told)
                .isEqualTo(new ExperienceControl.ResponseRates(
                        pair.creative(), pair.scene(), 0.1, 0.2, 0.3, 0.4, 0.5, 42, now, "m1"));
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
        assertThat(new Rates(0.01, 0.05, 0.0012, 0, 0.2).movedFrom(before, 0.2)).isTrue();
        assertThat(new Rates(0.013, 0.05, 0.0001, 0, 0.2).movedFrom(before, 0.2))
                .isTrue();
        assertThat(new Rates(0.007, 0.05, 0.0001, 0, 0.2).movedFrom(before, 0.2))
                .isTrue();
        assertThat(new Rates(0.01, 0.05, 0.0001, 0.0011, 0.2).movedFrom(before, 0.2))
                .isTrue();
        assertThat(new Rates(0.01, 0.05, 0.0001, 0, 0.241).movedFrom(before, 0.2))
                .isTrue();
    }

    private static Counts closes(long closes, long impressions) {
        return new Counts(0, impressions, 0, closes, 0, 0, closes, 0, Minded.NONE);
    }
}
