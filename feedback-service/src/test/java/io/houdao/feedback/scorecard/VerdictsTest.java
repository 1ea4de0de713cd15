package io.houdao.feedback.scorecard;

import static io.houdao.feedback.scorecard.Scorecard.Verdict.LOST;
import static io.houdao.feedback.scorecard.Scorecard.Verdict.OPEN;
import static io.houdao.feedback.scorecard.Scorecard.Verdict.WON;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.feedback.scorecard.Scorecard.Outcome;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Scenes accept 5 %, and of all that was shown 10 % were responded to. */
class VerdictsTest {

    private static final CampaignSums ALL = sums(10_000, 300, 1_000, 1);

    @Test
    void lessThanThirtyShowingsSayNothing() {
        assertThat(card(29, 29, 29, 1).user().verdict()).isEqualTo(OPEN);
        assertThat(card(29, 29, 29, 1).advertiser().verdict()).isEqualTo(OPEN);
        assertThat(card(29, 29, 29, 1).platform().verdict()).isEqualTo(OPEN);
        assertThat(card(29, 29, 29, 1).outcome()).isEqualTo(Outcome.OPEN);
        assertThat(card(30, 30, 30, 1).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void peopleLoseBeyondChanceAndWinWhereNoMoreMindedThanIsAccepted() {
        assertThat(card(100, 5, 10, 1).user().verdict()).isEqualTo(WON);
        assertThat(card(100, 6, 10, 1).user().verdict()).isEqualTo(OPEN);
        assertThat(card(100, 9, 10, 1).user().verdict()).as("from 0.048").isEqualTo(OPEN);
        assertThat(card(100, 10, 10, 1).user().verdict()).as("from 0.055").isEqualTo(LOST);
    }

    @Test
    void advertisersLoseBeyondChanceAndWinWhereNoFewerRespondThanUsual() {
        assertThat(card(100, 5, 10, 1).advertiser().verdict()).isEqualTo(WON);
        assertThat(card(100, 5, 9, 1).advertiser().verdict()).isEqualTo(OPEN);
        assertThat(card(100, 5, 5, 1).advertiser().verdict()).as("up to 0.112").isEqualTo(OPEN);
        assertThat(card(100, 5, 3, 1).advertiser().verdict()).as("up to 0.085").isEqualTo(LOST);
    }

    @Test
    void aCampaignFailsByItsUsersAloneAndHasThreeWinsOnlyByAllThree() {
        assertThat(card(100, 5, 10, 1).outcome()).isEqualTo(Outcome.THREE_WINS);
        assertThat(card(100, 10, 90, 1_000_000).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(card(100, 6, 10, 1).outcome()).isEqualTo(Outcome.OPEN);
        assertThat(card(100, 5, 3, 1).outcome()).isEqualTo(Outcome.OPEN);
        assertThat(card(100, 5, 10, 0).outcome()).isEqualTo(Outcome.OPEN);
    }

    private static Scorecard card(long showings, long negatives, long clicks, long billedMicros) {
        return Scorecard.of(sums(showings, negatives, clicks, billedMicros), ALL);
    }

    private static CampaignSums sums(long showings, long negatives, long clicks, long billedMicros) {
        return new CampaignSums(
                UUID.randomUUID(),
                UUID.randomUUID(),
                showings,
                negatives,
                0.05 * showings,
                0,
                0,
                0,
                0,
                0,
                0,
                clicks,
                0,
                0,
                0,
                billedMicros);
    }
}
