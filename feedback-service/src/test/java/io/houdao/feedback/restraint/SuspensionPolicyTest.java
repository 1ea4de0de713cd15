package io.houdao.feedback.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.feedback.experience.Counts;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuspensionPolicyTest {

    private static final SuspensionPolicy POLICY = new SuspensionPolicy(30, 2, Duration.ofDays(1), Duration.ofDays(1));

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
        var calm = closed(30, 1_000);

        assertThat(POLICY.condemns(calm, closed(29, 29), 0.05)).isFalse();
        assertThat(POLICY.condemns(calm, closed(30, 30), 0.05)).isTrue();
        assertThat(POLICY.condemns(calm, closed(8, 30), 0.05)).isFalse();
    }

    @Test
    void hidingCountsAsMuchAsClosing() {
        assertThat(POLICY.condemns(new Counts(30, 30, 0, 0, 8, 0, 8, 0), 0.05)).isTrue();
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

    private static Counts closed(long closes, long impressions) {
        return new Counts(impressions, impressions, 0, closes, 0, 0, closes, 0);
    }
}
