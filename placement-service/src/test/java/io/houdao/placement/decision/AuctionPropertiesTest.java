package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.contracts.feedback.ExperienceControl.Suspension;
import io.houdao.placement.ALineItem;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Candidates;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.eligibility.Answered;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.eligibility.Scenario;
import io.houdao.placement.decision.eligibility.Situation;
import io.houdao.placement.decision.ranking.Rankings;
import io.houdao.placement.pacing.Dual;
import io.houdao.placement.pacing.Duals;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.pacing.Promises;
import io.houdao.placement.pacing.Reservations;
import io.houdao.placement.pacing.Spending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class AuctionPropertiesTest {

    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Deadline IN_TIME = Deadline.after(Duration.ofMillis(1), NOON, CLOCK);
    private static final Deadline TOO_LATE = Deadline.after(Duration.ZERO, NOON, CLOCK);
    private static final double ALL = Double.NEGATIVE_INFINITY;

    @Property(tries = 100)
    void theSameInputsClockAndSeedMakeTheSameDecision(@ForAll long seed) {
        var live = lineItems(seed);

        var one = new Sale(live).exploring(".3").run(seed);
        var other = new Sale(live).exploring(".3").run(seed);

        assertThat(one.course().choice()).isNotNull();
        assertThat(shown(one)).isEqualTo(shown(other));
        assertThat(one.course().choice().chargeMicros())
                .isEqualTo(other.course().choice().chargeMicros());
        assertThat(one.course().choice().propensity())
                .isEqualTo(other.course().choice().propensity());
        assertThat(one.reason()).isEqualTo(other.reason());
    }

    /** Whoever is looked at after the choice was certain could not have been chosen. */
    @Property(tries = 200)
    void nobodyIsShownWhileSomeoneElseIsWorthMore(@ForAll long seed) {
        var sale = new Sale(lineItems(seed));

        assertThat(sale.run(seed).course().choice().shown().candidate().valueMicros())
                .isEqualTo(sale.all().stream()
                        .mapToDouble(Candidate::valueMicros)
                        .max()
                        .orElseThrow());
    }

    /** The first are worth most; whoever comes after those that chance may choose from, and the second, changes nothing. */
    @Example
    void whoCanMakeNoDifferenceIsNotLookedAt() {
        var live = IntStream.range(0, 1_000)
                .mapToObj(number -> aLineItem().bid(PricingModel.CPM, 50_000_000 - number * 10_000L))
                .toList();

        assertThat(considered(new Sale(live).run(1))).isEqualTo(2);
        assertThat(considered(new Sale(live).exploring(".3").run(1))).isEqualTo(8);
    }

    /** But now and then all are, whatever pacing leaves of them: how often they could have been shown must be known. */
    @Example
    void whoIsPacedBelowTheOthersIsPassedOverExceptWhereLooksAreCounted() {
        var dear = aLineItem().bid(PricingModel.CPM, 90_000_000);
        var second = aLineItem().bid(PricingModel.CPM, 80_000_000);
        var paced = aLineItem().bid(PricingModel.CPM, 60_000_000);
        var sale = new Sale(List.of(dear, second, paced)).paced(second, 1).paced(paced, 9);

        assertThat(Leases.countsLooksAt(NOON)).isTrue();
        assertThat(considered(sale.run(1))).isEqualTo(3);
        assertThat(considered(sale.at(NOON.plusMillis(1)).run(1))).isEqualTo(2);
    }

    private static int considered(Auction.Result result) {
        return result.course().screening().considered();
    }

    @Example
    void whatAnOrderKeepsOutIsGivenUpWhereNothingElseIsShown() {
        var suspended = aLineItem().bid(PricingModel.CPM, 40_000_000);
        var other = aLineItem();

        var alone = new Sale(List.of(suspended)).suspending(suspended).run(1);
        var together = new Sale(List.of(suspended, other)).suspending(suspended).run(1);

        assertThat(alone.reason()).isEqualTo(RejectionReason.SUSPENDED);
        assertThat(alone.course().choice().forgoneMicros()).isEqualTo(40_000);
        assertThat(shown(together)).isEqualTo(other.creative());
        assertThat(together.course().choice().forgoneMicros()).isZero();
    }

    /** Money comes last: who is stopped by a gate is stopped whatever they pay, and nobody else's bid brings an ad there. */
    @Property(tries = 300)
    void raisingABidChangesTheAnswerToThatAdOrNotAtAllAndToNoneThatAGateStops(
            @ForAll long seed, @ForAll @LongRange(min = 2, max = 10_000) long times) {
        var random = new Random(seed);
        var sale = new Sale(lineItems(seed)).withGates(random);
        var raised = sale.live.get(random.nextInt(sale.live.size()));
        var objection = sale.objections().get(raised.creative());
        var before = shown(sale.run(seed));

        raised.bid(PricingModel.CPM, times * raised.live().bid().amountMicros());
        var after = shown(sale.run(seed));

        if (objection == null || objection == RejectionReason.BELOW_FLOOR) {
            assertThat(after).isIn(before, raised.creative());
        } else {
            assertThat(after).as("stopped by %s", objection).isEqualTo(before);
        }
        if (after != null) {
            assertThat(sale.objections().get(after)).isNull();
        }
    }

    /** A floor counts for what pacing leaves of an offer: who is paced below it does not get the slot for less. */
    @Property(tries = 300)
    void noSlotIsSoldBelowItsFloorHoweverItsBuyersArePaced(@ForAll long seed) {
        var random = new Random(seed);
        var floorMicros = 5_000 + random.nextInt(6_000);
        var sale = new Sale(lineItems(seed)).paced(random).floor(floorMicros * 1_000L);

        var result = sale.run(seed);

        var choice = result.course().choice();
        var best = sale.all().stream()
                .mapToDouble(sale::pacedMicros)
                .filter(paced -> paced >= floorMicros)
                .max();
        if (best.isEmpty()) {
            assertThat(choice.shown()).isNull();
            assertThat(result.reason()).isEqualTo(RejectionReason.BELOW_FLOOR);
        } else {
            assertThat(choice.shown().score().pacedMicros()).isEqualTo(best.getAsDouble());
            assertThat((double) choice.chargeMicros()).isBetween((double) floorMicros, best.getAsDouble());
            sale.offer(choice.shown().candidate(), choice.chargeMicros() - 1);
            assertThat(shown(sale.run(seed)))
                    .isNotEqualTo(choice.shown().candidate().creativeId());
        }
    }

    /** The best has money, but not enough: for a showing it is not there, and so chance chooses among the others alone. */
    @Example
    void propensitiesAreExactAlsoWhereTheBestCannotPay() {
        var poor = aLineItem().bid(PricingModel.CPM, 40_000_000);
        var best = aLineItem().bid(PricingModel.CPM, 30_000_000);
        var other = aLineItem().bid(PricingModel.CPM, 20_000_000);
        var sale = new Sale(List.of(poor, best, other)).exploring(".3").withOnly(poor, 1);
        var counts = new HashMap<Object, Integer>();
        var draws = 20_000;

        for (var seed = 0; seed < draws; seed++) {
            var result = sale.run(seed);
            var picked = Optional.ofNullable(shown(result));
            counts.merge(picked, 1, Integer::sum);
            assertThat(result.course().choice().propensity())
                    .isCloseTo(picked.equals(Optional.of(best.creative())) ? .8 : .1, within(1e-12));
            assertThat(result.course().screening().rejections()).containsOnlyKeys(RejectionReason.NO_BUDGET);
        }

        assertThat(counts)
                .containsOnlyKeys(Optional.of(best.creative()), Optional.of(other.creative()), Optional.empty());
        assertThat(counts.get(Optional.of(best.creative())) / (double) draws).isCloseTo(.8, within(.02));
        assertThat(counts.get(Optional.of(other.creative())) / (double) draws).isCloseTo(.1, within(.02));
    }

    @Example
    void whenTimeIsOverThereIsNoAdAndThatIsSaid() {
        var live = List.of(aLineItem());

        assertThat(new Sale(live).run(TOO_LATE, 1).reason()).isEqualTo(RejectionReason.DEADLINE);
        assertThat(shown(new Sale(live).run(TOO_LATE, 1))).isNull();
        assertThat(shown(new Sale(live).run(1))).isEqualTo(live.get(0).creative());
    }

    private static List<ALineItem> lineItems(long seed) {
        var random = new Random(seed);
        return IntStream.range(0, 1 + random.nextInt(200))
                .mapToObj(number -> aLineItem().bid(PricingModel.CPM, 10_000_000 + random.nextInt(1_000_000)))
                .toList();
    }

    private static @Nullable CreativeId shown(Auction.Result result) {
        var choice = result.course().choice();
        return choice == null || choice.shown() == null
                ? null
                : choice.shown().candidate().creativeId();
    }

    /** Line items that compete for one opening; all have money, nobody is paced and nothing is left to chance, unless it is said. */
    private static final class Sale {

        private static final long PLENTY = Long.MAX_VALUE / 4;

        private final Controls controls = new Controls();
        private final Leases leases = new Leases();
        private final Map<LineItemId, Dual> duals = new HashMap<>();
        private final Scenario scenario = new Scenario();
        private final List<ALineItem> live;
        private String exploration = "0";
        private Instant now = NOON;

        Sale(List<ALineItem> live) {
            this.live = live;
            live.forEach(lineItem -> lend(lineItem, PLENTY));
        }

        private void lend(ALineItem lineItem, long micros) {
            leases.grant(UUID.randomUUID(), lineItem.id(), micros, NOON.plusSeconds(60));
        }

        Sale exploring(String share) {
            exploration = share;
            return this;
        }

        Sale withOnly(ALineItem lineItem, long micros) {
            leases.take(lineItem.id(), PLENTY - micros, NOON);
            return this;
        }

        Sale floor(long cpmMicros) {
            scenario.floor(cpmMicros);
            return this;
        }

        Sale paced(Random random) {
            live.forEach(lineItem -> duals.put(lineItem.id(), new Dual(random.nextDouble(), 0)));
            return this;
        }

        Sale paced(ALineItem lineItem, double budgetDual) {
            duals.put(lineItem.id(), new Dual(budgetDual, 0));
            return this;
        }

        Sale at(Instant newNow) {
            now = newNow;
            return this;
        }

        Sale suspending(ALineItem lineItem) {
            controls.set(suspended(lineItem));
            return this;
        }

        /** Some are stopped: by rules for children, by what they are for, by the limit of harm, by an order. */
        Sale withGates(Random random) {
            scenario.withAChild(random.nextBoolean()).floor(random.nextBoolean() ? 10_500_000 : 0);
            for (var lineItem : live) {
                switch (random.nextInt(6)) {
                    case 0 -> lineItem.forAiot("rice-texture:soft");
                    case 1 -> controls.set(annoying(lineItem));
                    case 2 -> controls.set(suspended(lineItem));
                    default -> lineItem.childSafe();
                }
            }
            return this;
        }

        private static ResponseRates annoying(ALineItem lineItem) {
            return new ResponseRates(lineItem.creative(), SPORT, .5, .9, .1, .01, .5, 1_000, NOON, null);
        }

        private Suspension suspended(ALineItem lineItem) {
            var slot = scenario.situation().opening().slot().slotId();
            return new Suspension(slot, lineItem.creative(), SPORT, "closed by 41 of 60", NOON, null);
        }

        /** From now on a showing of it is worth so much as it is paced. */
        void offer(Candidate candidate, long pacedMicros) {
            var amount = pacedMicros
                    * 1_000
                    * (1 + duals.get(candidate.lineItem().id()).budget());
            live.stream()
                    .filter(lineItem -> lineItem.creative().equals(candidate.creativeId()))
                    .forEach(lineItem -> lineItem.bid(PricingModel.CPM, (long) amount));
        }

        double pacedMicros(Candidate candidate) {
            return candidate.valueMicros()
                    / (1 + duals.get(candidate.lineItem().id()).budget());
        }

        /** Why each that is stopped is, of all that match. */
        Map<CreativeId, RejectionReason> objections() {
            var given = scenario.situation();
            var situation =
                    new Situation(given.opening(), given.viewer(), new Answered(), controls, leases, given.now());
            var found = all();
            var objections = new HashMap<CreativeId, RejectionReason>();
            live.forEach(lineItem -> objections.put(lineItem.creative(), RejectionReason.NO_PERMISSION));
            found.forEach(candidate ->
                    objections.put(candidate.creativeId(), Scenario.ELIGIBILITY.objection(candidate, situation)));
            return objections;
        }

        List<Candidate> all() {
            var situation = scenario.situation();
            var found = candidates()
                    .forOpening(
                            situation.opening(), Set.of(), situation.viewer().tags(), null, situation.now(), false);
            var all = new ArrayList<Candidate>();
            for (var next = found.next(ALL); !next.isEmpty(); next = found.next(ALL)) {
                all.addAll(next);
            }
            return all;
        }

        private Candidates candidates() {
            var discounts = new HashMap<LineItemId, Double>();
            duals.forEach((id, dual) -> discounts.put(id, dual.budget() / (1 + dual.budget())));
            return Given.candidates(controls, live, discounts);
        }

        Auction.Result run(long seed) {
            return run(IN_TIME, seed);
        }

        Auction.Result run(Deadline deadline, long seed) {
            var situation = scenario.situation();
            var pacing = new Duals();
            pacing.replace(duals);
            return new Auction(
                            candidates(),
                            Scenario.ELIGIBILITY,
                            Rankings.with(pacing),
                            controls,
                            leases,
                            new Reservations(leases, new Spending(Given.live()), new Promises(leases)),
                            Replica.settings(Map.of("houdao.decisions.exploration", exploration)))
                    .run(
                            situation.opening(),
                            situation.viewer(),
                            Set.of(),
                            new Answered(),
                            now,
                            deadline,
                            new SplittableRandom(seed));
        }
    }
}
