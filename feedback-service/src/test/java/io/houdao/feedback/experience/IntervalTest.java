package io.houdao.feedback.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IntervalTest {

    /** The examples of Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
    @Test
    void itAgreesWithPublishedValues() {
        assertInterval(81, 263, 0.2553, 0.3662);
        assertInterval(15, 148, 0.0624, 0.1605);
        assertInterval(0, 20, 0.0000, 0.1611);
        assertInterval(1, 29, 0.0061, 0.1718);
    }

    private static void assertInterval(long successes, long trials, double low, double high) {
        var interval = Interval.of(successes, trials);

        assertThat(interval.low()).isCloseTo(low, within(0.00005));
        assertThat(interval.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void nothingObservedMeansNothingKnown() {
        assertThat(Interval.of(0, 0)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void moreSuccessesThanTrialsAreNoShare() {
        assertThatThrownBy(() -> Interval.of(3, 2)).hasMessage("3 of 2");
    }

    @Property
    void itHoldsTheShareAndStaysBetweenNoneAndAll(
            @ForAll @LongRange(min = 1, max = 1_000_000) long trials,
            @ForAll @LongRange(min = 0, max = 1_000_000) long n) {
        var successes = Math.min(n, trials);

        var interval = Interval.of(successes, trials);

        assertThat(interval.low()).isBetween(0.0, (double) successes / trials);
        assertThat(interval.high()).isBetween((double) successes / trials, 1.0);
    }

    @Property
    void moreOfTheSameNarrowsIt(
            @ForAll @LongRange(min = 1, max = 10_000) long trials, @ForAll @LongRange(min = 0, max = 10_000) long n) {
        var successes = Math.min(n, trials);

        var few = Interval.of(successes, trials);
        var many = Interval.of(successes * 4, trials * 4);

        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
    }

    @Test
    void itHoldsTheTruthAboutNineteenTimesInTwenty() {
        var random = new Random(7);
        for (var truth : new double[] {0.02, 0.05, 0.2, 0.5}) {
            var held = 0;
            for (var run = 0; run < 4_000; run++) {
                var successes = random.doubles(60).filter(draw -> draw < truth).count();
                var interval = Interval.of(successes, 60);
                held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
            }
            assertThat(held / 4_000.0).isBetween(0.91, 0.99);
        }
    }
}
