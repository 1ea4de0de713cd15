package io.houdao.campaign.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

    @Test
    void aSteadyWeekIsExpectedAgain() {
        var byDay = new TreeMap<LocalDate, Long>();
        for (var day = 0; day < 28; day++) {
            byDay.put(FIRST.plusDays(day), day % 7 == 6 ? 2_000L : 1_000L);
        }

        assertThat(Projection.of(byDay, FIRST.plusDays(28), FIRST.plusDays(35)))
                .isEqualTo(new Projection(8_000, 8_000, 8_000));
        assertThat(Projection.of(byDay, FIRST.plusDays(34), FIRST.plusDays(35)).expected())
                .isEqualTo(2_000);
    }

    /** Synthetic traffic of many kinds: weekly shape, noise, and days that resemble their neighbours. */
    @ParameterizedTest
    @CsvSource({
        "28, 7, 0.05, 0",
        "28, 7, 0.3, 0",
        "56, 14, 0.2, 0.5",
        "56, 7, 0.2, 0.7",
        "56, 28, 0.1, 0.3",
        "14, 7, 0.2, 0"
    })
    void theIntervalHoldsTheTruthInAtLeastFourOfFiveCases(int seen, int ahead, double noise, double resemblance) {
        var held = 0;
        var cases = 500;
        for (var seed = 0; seed < cases; seed++) {
            var days = synthetic(new Random(seed), seen + ahead, noise, resemblance);
            var split = FIRST.plusDays(seen);
            var truth = days.tailMap(split).values().stream()
                    .mapToLong(count -> count)
                    .sum();
            var projection = Projection.of(days.headMap(split), split, split.plusDays(ahead));
            held += truth >= projection.low() && truth <= projection.high() ? 1 : 0;
        }

        assertThat((double) held / cases).isGreaterThanOrEqualTo(0.8);
    }

    private static SortedMap<LocalDate, Long> synthetic(Random random, int days, double noise, double resemblance) {
        var byDay = new TreeMap<LocalDate, Long>();
        var level = 1_000 + random.nextInt(100_000);
        var deviation = 0.0;
        for (var day = 0; day < days; day++) {
            deviation = resemblance * deviation + Math.sqrt(1 - resemblance * resemblance) * random.nextGaussian();
            var shape = 1 + 0.3 * Math.sin(2 * Math.PI * day / 7);
            byDay.put(FIRST.plusDays(day), Math.max(0, Math.round(level * shape * (1 + noise * deviation))));
        }
        return byDay;
    }

    @Test
    void reachGrowsMoreSlowlyThanImpressionsAndACapHoldsThemDown() {
        assertThat(Reach.of(1_000, 2_000, Long.MAX_VALUE))
                .satisfies(reach -> assertThat(reach.people()).isEqualTo(865))
                .satisfies(reach -> assertThat(reach.impressions()).isEqualTo(2_000))
                .satisfies(reach -> assertThat(reach.frequency()).isBetween(2.31, 2.32));
        assertThat(Reach.of(1_000, 2_000, 1)).isEqualTo(new Reach(865, 865, 1));
        assertThat(Reach.of(0, 2_000, 1)).isEqualTo(new Reach(0, 0, 0));
    }
}
