package io.houdao.feedback.experience;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.feedback.experience.Counts.Basis;
import io.houdao.feedback.experience.Counts.Minded;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CountsTest {

    @Test
    void closesCountAgainstTheTimesThatTheyWerePossible() {
        var counts = told(60, 100, 10);

        assertThat(counts.basis()).isEqualTo(Basis.OFFERED);
        assertThat(counts.trials()).isEqualTo(60);
        assertThat(counts.minded()).isEqualTo(new Minded(10, 0, 0, 10));
    }

    @Test
    void whereDevicesDoNotReportTheOfferClosesCountAgainstImpressions() {
        var counts = untold(100, 10);

        assertThat(counts.basis()).isEqualTo(Basis.IMPRESSIONS);
        assertThat(counts.trials()).isEqualTo(100);
        assertThat(counts.minded()).isEqualTo(new Minded(10, 0, 0, 10));
    }

    @Test
    void whatIsMindedIsToldApartWhicheverShowingsCount() {
        var told = new Minded(2, 3, 4, 5);

        assertThat(new Counts(60, 100, 0, 6, 7, 8, 9, 0, told).minded()).isEqualTo(told);
        assertThat(new Counts(5, 100, 0, 6, 7, 8, 9, 0, told).minded()).isEqualTo(new Minded(6, 7, 8, 9));
    }

    @Test
    void whereFewDevicesReportTheOfferClosesCountAgainstImpressions() {
        assertThat(told(50, 100, 1).basis()).isEqualTo(Basis.OFFERED);
        assertThat(told(49, 100, 1).basis()).isEqualTo(Basis.IMPRESSIONS);
        assertThat(told(49, 100, 1).trials()).isEqualTo(100);
    }

    @Test
    void aCloseProvesAShowingEvenWhereItsImpressionWasLost() {
        assertThat(untold(1, 3).trials()).isEqualTo(3);
        assertThat(new Counts(0, 1, 0, 0, 3, 0, 3, 0, Minded.NONE).trials()).isEqualTo(3);
        assertThat(new Counts(0, 1, 0, 4, 0, 0, 3, 0, Minded.NONE).trials()).isEqualTo(4);
        assertThat(told(3, 0, 3).trials()).isEqualTo(3);
        assertThat(untold(0, 3).trials()).as("nor is an offer told").isEqualTo(3);
        assertThat(untold(0, 3).minded().closes()).isEqualTo(3);
    }

    @Test
    void whereNothingWasMindedAndNoOfferToldImpressionsAreTheTrials() {
        assertThat(untold(100, 0).trials()).isEqualTo(100);
    }

    @Test
    void anOfferToldForLessThanWasMindedOrClosedOfItIsNoBasis() {
        assertThat(new Counts(5, 6, 0, 0, 6, 0, 6, 0, new Minded(0, 6, 0, 6)).basis())
                .isEqualTo(Basis.IMPRESSIONS);
        assertThat(new Counts(5, 6, 0, 6, 0, 0, 6, 0, new Minded(6, 0, 0, 5)).basis())
                .isEqualTo(Basis.IMPRESSIONS);
        assertThat(told(6, 6, 6).basis()).isEqualTo(Basis.OFFERED);
    }

    @Property
    void devicesThatDoNotTellOfTheOfferChangeNoRateOfThoseThatDo(
            @ForAll @IntRange(min = 1, max = 1_000_000) int offered,
            @ForAll @IntRange(max = 1_000_000) int closes,
            @ForAll @IntRange(max = 1_000_000) int others,
            @ForAll @IntRange(max = 1_000_000) int closedThere) {
        var alone = told(offered, offered, Math.min(closes, offered));

        var mixed = alone.plus(untold(Math.min(others, offered), Math.min(closedThere, others)));

        assertThat(mixed.trials()).isEqualTo(alone.trials());
        assertThat(mixed.minded()).isEqualTo(alone.minded());
    }

    @Property
    void aRateOfAMixedFleetLiesBetweenThoseOfItsParts(
            @ForAll @IntRange(min = 1, max = 1_000_000) int offered,
            @ForAll @IntRange(max = 1_000_000) int closes,
            @ForAll @IntRange(min = 1, max = 1_000_000) int others,
            @ForAll @IntRange(max = 1_000_000) int closedThere) {
        var telling = told(offered, offered, Math.min(closes, offered));
        var silent = untold(others, Math.min(closedThere, others));

        var mixed = rate(telling.plus(silent));

        assertThat(mixed)
                .isBetween(
                        Math.min(rate(telling), rate(silent)) - 1e-12, Math.max(rate(telling), rate(silent)) + 1e-12);
    }

    private static double rate(Counts counts) {
        return (double) counts.minded().closes() / counts.trials();
    }

    @Test
    void eachIsAddedToItsOwnKindAndTakenAwayFromIt() {
        var some = new Counts(1, 2, 4, 8, 16, 32, 64, 128, new Minded(256, 512, 1024, 2048));
        var more = new Counts(3, 5, 7, 11, 13, 17, 19, 23, new Minded(29, 31, 37, 41));

        assertThat(some.plus(more))
                .isEqualTo(new Counts(4, 7, 11, 19, 29, 49, 83, 151, new Minded(285, 543, 1061, 2089)));
        assertThat(some.plus(more).plus(some.negated())).isEqualTo(more);
    }

    /** All of the closes are of showings whose × was offered. */
    private static Counts told(long offered, long impressions, long closes) {
        return new Counts(offered, impressions, 0, closes, 0, 0, closes, 0, new Minded(closes, 0, 0, closes));
    }

    private static Counts untold(long impressions, long closes) {
        return new Counts(0, impressions, 0, closes, 0, 0, closes, 0, Minded.NONE);
    }
}
