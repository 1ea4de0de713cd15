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
    }
}
