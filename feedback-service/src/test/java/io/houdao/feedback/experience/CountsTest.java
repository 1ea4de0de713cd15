package io.houdao.feedback.experience;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.feedback.experience.Counts.Basis;
import org.junit.jupiter.api.Test;

class CountsTest {

    @Test
    void closesCountAgainstTheTimesThatTheyWerePossible() {
        var counts = new Counts(40, 100, 0, 10, 0, 0, 10, 0);

        assertThat(counts.basis()).isEqualTo(Basis.OFFERED);
        assertThat(counts.trials()).isEqualTo(40);
    }

    @Test
    void whereDevicesDoNotReportTheOfferClosesCountAgainstImpressions() {
        var counts = new Counts(0, 100, 0, 10, 0, 0, 10, 0);

        assertThat(counts.basis()).isEqualTo(Basis.IMPRESSIONS);
        assertThat(counts.trials()).isEqualTo(100);
    }

    @Test
    void whereOnlyAFewDevicesReportTheOfferClosesCountAgainstImpressions() {
        var counts = new Counts(5, 100, 0, 10, 0, 0, 10, 0);

        assertThat(counts.basis()).isEqualTo(Basis.IMPRESSIONS);
        assertThat(counts.trials()).isEqualTo(100);
    }

    @Test
    void aCloseProvesAShowingEvenWhereItsImpressionWasLost() {
        assertThat(new Counts(0, 1, 0, 3, 0, 0, 3, 0).trials()).isEqualTo(3);
        assertThat(new Counts(0, 1, 0, 0, 3, 0, 3, 0).trials()).isEqualTo(3);
        assertThat(new Counts(0, 1, 0, 4, 0, 0, 3, 0).trials()).isEqualTo(4);
    }

    @Test
    void whereNothingWasMindedAndNoOfferToldImpressionsAreTheTrials() {
        assertThat(new Counts(0, 100, 0, 0, 0, 0, 0, 0).trials()).isEqualTo(100);
    }

    @Test
    void anOfferToldForLessThanWasMindedOrClosedIsNoBasis() {
        assertThat(new Counts(5, 100, 0, 3, 6, 0, 6, 0).basis()).isEqualTo(Basis.IMPRESSIONS);
        assertThat(new Counts(5, 100, 0, 6, 0, 0, 3, 0).basis()).isEqualTo(Basis.IMPRESSIONS);
        assertThat(new Counts(6, 100, 0, 6, 0, 0, 6, 0).basis()).isEqualTo(Basis.OFFERED);
    }

    @Test
    void eachIsAddedToItsOwnKindAndTakenAwayFromIt() {
        var some = new Counts(1, 2, 4, 8, 16, 32, 64, 128);
        var more = new Counts(3, 5, 7, 11, 13, 17, 19, 23);

        assertThat(some.plus(more)).isEqualTo(new Counts(4, 7, 11, 19, 29, 49, 83, 151));
        assertThat(some.plus(more).plus(some.negated())).isEqualTo(more);
    }
}
