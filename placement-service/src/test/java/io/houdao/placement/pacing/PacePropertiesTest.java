package io.houdao.placement.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class PacePropertiesTest {

    @Property
    void spendingMoreNeverLowersThePriceOfSpending(
            @ForAll @DoubleRange(min = 0, max = 20) double level,
            @ForAll @DoubleRange(min = 0, max = 1e9) double opportunities,
            @ForAll @DoubleRange(min = 0, max = 1e12) double left,
            @ForAll @DoubleRange(min = 0, max = 1) double part,
            @ForAll @DoubleRange(min = 0, max = 1e12) double less,
            @ForAll @DoubleRange(min = 0, max = 1e12) double more) {
        var pace = new Pace(level, 0, opportunities);
        var allowance = new Allowance(left, 1, part);

        var afterLess = pace.spending(Math.min(less, more), allowance).level();
        var afterMore = pace.spending(Math.max(less, more), allowance).level();

        assertThat(afterLess).isLessThanOrEqualTo(afterMore).isNotNegative();
        assertThat(Math.abs(afterMore - level)).isLessThanOrEqualTo(.5 + 1e-9);
    }
}
