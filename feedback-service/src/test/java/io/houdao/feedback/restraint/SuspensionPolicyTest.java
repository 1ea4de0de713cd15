package io.houdao.feedback.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Counts.Minded;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuspensionPolicyTest {

    private static final SuspensionPolicy POLICY = new SuspensionPolicy(30, 2, Duration.ofDays(1), Duration.ofDays(1));
    private static final Counts CALM = closed(30, 1_000);

    @Test
    void aCreativeThatIsClosedFarTooOftenIsCondemned() {
        assertThat(POLICY.condemns(closed(8, 30), 0.05)).isTrue();
    }

    @Test
    void oneThatMightOnlyHaveHadBadLuckIsNot() {
        assertThat(POLICY.condemns(closed(6, 30), 0.05)).isFalse();
    }

    @Test
    void fewShowingsProveNothing() {
        assertThat(POLICY.condemns(closed(29, 29), 0.05)).isFalse();
        assertThat(POLICY.condemns(closed(29, 30), 0.05)).isTrue();
    }

    @Test
    void aWindowCondemnsByItselfOnlyBeyondChanceAndNotByAFewShowings() {
        assertThat(POLICY.proof(CALM, closed(29, 29), 0.05)).isEmpty();
        assertThat(POLICY.proof(CALM, closed(30, 30), 0.05)).contains(closed(30, 30));
        assertThat(POLICY.proof(CALM, closed(8, 30), 0.05)).isEmpty();
        assertThat(POLICY.proof(CALM, closed(12, 40), 0.05)).isEmpty();
        assertThat(POLICY.proof(CALM, closed(13, 40), 0.05)).contains(closed(13, 40));
    }

    @Test
    void aWindowThatHoldsMoreThanAllThatWasSeenIsPartlyVoidAndCondemnsNobodyByItself() {
        assertThat(POLICY.proof(closed(1, 20), closed(41, 80), 0.05)).isEmpty();
        assertThat(POLICY.proof(closed(1, 20), closedUnoffered(41, 80), 0.05)).isEmpty();
        assertThat(POLICY.proof(closed(24, 60), closed(64, 120), 0.05))
                .as("what came in since")
                .contains(closed(24, 60));
    }

    @Test
    void whatWasSeenOverTheHorizonIsTheProofWhereItIsOne() {
        assertThat(POLICY.proof(closed(300, 1_000), closed(13, 40), 0.05)).contains(closed(300, 1_000));
    }

    @Test
    void aWindowCondemnsByItselfWhereDevicesDoNotTellOfTheOfferToo() {
        assertThat(POLICY.proof(CALM, closedUnoffered(16, 40), 0.05)).contains(closedUnoffered(16, 40));
        assertThat(POLICY.proof(CALM, closedUnoffered(15, 40), 0.05)).isEmpty();
        assertThat(POLICY.proof(CALM, closedUnoffered(29, 29), 0.05)).isEmpty();
        assertThat(POLICY.proof(CALM, closedUnoffered(30, 30), 0.05)).isPresent();
        assertThat(POLICY.proof(CALM, new Counts(5, 40, 0, 16, 0, 0, 16, 0, new Minded(2, 0, 0, 2)), 0.05))
                .as("a few devices tell of it")
                .isPresent();
    }

    @Test
    void closesOnDevicesThatDoNotTellOfTheOfferCondemnNothingBesideThoseThatDo() {
        var calmWhereTold = new Counts(40, 80, 0, 20, 0, 0, 20, 0, new Minded(3, 0, 0, 3));

        assertThat(POLICY.condemns(calmWhereTold, 0.05)).isFalse();
        assertThat(POLICY.proof(CALM, calmWhereTold, 0.05)).isEmpty();
    }

    @Test
    void closesOfWhatAnEarlierWindowShowedCondemnNobody() {
        assertThat(POLICY.proof(CALM, closedUnoffered(41, 40), 0.05)).isEmpty();
        assertThat(POLICY.proof(CALM, closedUnoffered(40, 0), 0.05)).isEmpty();
    }

    @Test
    void hidingCountsAsMuchAsClosing() {
        assertThat(POLICY.condemns(new Counts(30, 30, 0, 0, 8, 0, 8, 0, new Minded(0, 8, 0, 8)), 0.05))
                .isTrue();
    }

    @Test
    void oneThatAnnoysAsOftenAsIsAcceptedIsHardlyEverCondemned() {
        var random = new Random(7);
        var condemned = 0;
        for (var run = 0; run < 2_000; run++) {
            condemned += POLICY.condemns(
                            closed(
                                    random.doubles(60)
                                            .filter(draw -> draw < 0.05)
                                            .count(),
                                    60),
                            0.05)
                    ? 1
                    : 0;
        }

        assertThat(condemned).isLessThan(5);
    }

    private static Counts closedUnoffered(long closes, long impressions) {
        return new Counts(0, impressions, 0, closes, 0, 0, closes, 0, Minded.NONE);
    }

    private static Counts closed(long closes, long impressions) {
        return new Counts(impressions, impressions, 0, closes, 0, 0, closes, 0, new Minded(closes, 0, 0, closes));
    }
}
