package io.houdao.placement.pacing;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.feedback.ExperienceEvent.Click;
import io.houdao.contracts.feedback.ExperienceEvent.Impression;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.pacing.Reservations.Cost;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class ReservationsPropertiesTest {

    private static final Instant LATER = NOON.plusSeconds(60);
    private static final long BUDGET = aLineItem().live().budgetMicros();

    private final ALineItem ad = aLineItem().bid(PricingModel.CPC, 500_000);
    private final LineItem lineItem = LineItem.of(ad.live());
    private final Leases leases = new Leases();
    private final Spending spending = new Spending(Given.live(ad));
    private final Promises promises = new Promises(leases);
    private final Reservations reservations = new Reservations(leases, spending, promises);

    @Property(tries = 300)
    void aShowingSetsAsideWhatItIsExpectedToCostAndNeverMoreThanItCan(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long charge,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        var reserved = reservations.micros(new Cost(lineItem, charge, share), NOON);

        assertThat(reserved).isBetween((long) Math.floor(charge * share), charge);
    }

    @Example
    void whatIsPaidByTheImpressionSetsAsideAllOfIt() {
        assertThat(reservations.micros(new Cost(lineItem, 21_000, 1), NOON)).isEqualTo(21_000);
    }

    @Example
    void theMarginGrowsAsTheMoneyEnds() {
        var share = .02;

        assertThat(reserved(BUDGET / 100, share)).isEqualTo(Math.round(BUDGET / 100 * .02 * 1.2));
        assertThat(reserved(BUDGET, share)).isEqualTo(Math.round(BUDGET * .02 * 3));
        assertThat(reserved(BUDGET, .5)).isEqualTo(BUDGET);
    }

    @Example
    void theMoneyOfTheDayIsWhatEnds() {
        var daily = LineItem.of(ad.dailyBudget(BUDGET / 100).live());

        assertThat(reservations.micros(new Cost(daily, BUDGET / 100, .02), NOON))
                .isEqualTo(Math.round(BUDGET / 100 * .02 * 3));
    }

    private long reserved(long charge, double share) {
        return reservations.micros(new Cost(lineItem, charge, share), NOON);
    }

    @Example
    void whatShowingsCostSoFarCountsWhereThatIsMoreThanIsPredicted() {
        for (var shown = 0; shown < 10; shown++) {
            hear(shown < 5, 500_000);
        }

        assertThat(reserved(500_000, .01)).isBetween(250_000L, 300_000L);
    }

    /** Only what is shown: whoever cannot pay for it spends nothing. */
    @Example
    void pacingIsToldOfWhatIsShownWhatItIsExpectedToCost() {
        leases.grant(UUID.randomUUID(), lineItem.id(), 30_000, LATER);
        var click = new Cost(lineItem, 500_000, .01);

        assertThat(reservations.take(click, NOON)).isTrue();
        assertThat(reservations.take(new Cost(lineItem, 40_000, 1), NOON)).isFalse();
        assertThat(reservations.takeAll(List.of(click, click), NOON)).isTrue();

        assertThat(promises.take().get(lineItem.id()))
                .satisfies(told -> assertThat(told.micros()).isEqualTo(15_000))
                .satisfies(told -> assertThat(told.showings()).isEqualTo(3));
    }

    @Example
    void severalAreSetAsideTogetherOrNotAtAll() {
        var other = LineItem.of(aLineItem().live());
        leases.grant(UUID.randomUUID(), lineItem.id(), 30_000, LATER);
        leases.grant(UUID.randomUUID(), other.id(), 100, LATER);
        var enough = new Cost(lineItem, 15_000, 1);

        assertThat(reservations.takeAll(List.of(enough, enough, new Cost(other, 101, 1)), NOON))
                .isFalse();
        assertThat(reservations.takeAll(List.of(enough, enough, enough), NOON)).isFalse();
        assertThat(reservations.takeAll(List.of(enough, enough, new Cost(other, 100, 1)), NOON))
                .isTrue();
        assertThat(leases.availableMicros(lineItem.id(), NOON)).isZero();
    }

    /**
     * All of a budget is leased at once and none of it comes back: nearly all of it is spent all the same, never more, and
     * hardly ever does a click find nothing left. When a whole click was set aside for each showing, a hundredth was spent.
     * A single day is a matter of luck, so this is the mean of the same ten days in every run.
     */
    @Example
    void withinOneDayNearlyAllIsSpentAndNeverMore() {
        for (var rate : List.of(.01, .02, .05, .2)) {
            var days = days(rate, rate);

            assertThat(mean(days, Run::spent)).as("clicks of %s", rate).isGreaterThan(BUDGET * .8);
            assertThat(mean(days, Run::unpaid)).as("clicks of %s", rate).isLessThan(BUDGET * .005);
        }
    }

    /** Where twice as many click as was predicted, that is learnt in time. */
    @Example
    void aWrongPredictionCostsThePlatformLittleAndTheAdvertiserNothing() {
        for (var rate : List.of(.01, .02, .05)) {
            assertThat(mean(days(rate, 2 * rate), Run::unpaid))
                    .as("clicks of %s", rate)
                    .isLessThan(BUDGET * .02);
        }
    }

    private static List<Run> days(double predicted, double actual) {
        return LongStream.range(0, 10)
                .mapToObj(seed -> new ReservationsPropertiesTest().spend(new Random(seed), predicted, actual))
                .toList();
    }

    private static double mean(List<Run> days, ToLongFunction<Run> of) {
        return days.stream().mapToLong(of).average().orElseThrow();
    }

    private Run spend(Random random, double predicted, double actual) {
        var charge = BUDGET / 400;
        leases.grant(UUID.randomUUID(), lineItem.id(), BUDGET, LATER);
        var run = new Run(0, 0);
        while (reservations.take(new Cost(lineItem, charge, predicted), NOON)) {
            var isClicked = random.nextDouble() < actual;
            hear(isClicked, charge);
            run = run.owe(isClicked ? charge : 0);
        }
        return run;
    }

    private void hear(boolean clicked, long charge) {
        var live = ad.live();
        var showing = new Showing(
                new DecisionId(UUID.randomUUID()),
                NOON,
                null,
                null,
                new TouchpointId("tv-launcher"),
                new SlotId("tv-launcher.boot"),
                SPORT,
                ad.id(),
                live.campaignId(),
                live.advertiserId(),
                ad.creative(),
                PricingModel.CPC,
                charge,
                1,
                42);
        spending.heard(new Impression(showing, NOON, NOON));
        if (clicked) {
            spending.heard(new Click(showing, NOON, NOON));
        }
    }

    /** What campaign-service makes of it: it charges while there is money, and the rest nobody pays. */
    private record Run(long spent, long unpaid) {

        Run owe(long micros) {
            var paid = Math.min(micros, BUDGET - spent);
            return new Run(spent + paid, unpaid + micros - paid);
        }
    }
}
