package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.placement.ALineItem;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Candidates;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.eligibility.Answered;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.eligibility.Scenario;
import io.houdao.placement.decision.ranking.Rankings;
import io.houdao.placement.pacing.Duals;
import io.houdao.placement.pacing.Leases;
import io.houdao.placement.pacing.Promises;
import io.houdao.placement.pacing.Reservations;
import io.houdao.placement.pacing.Spending;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AuctionPropertiesTest {

    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Deadline IN_TIME = Deadline.after(Duration.ofMillis(1), NOON, CLOCK);
    private static final Deadline TOO_LATE = Deadline.after(Duration.ZERO, NOON, CLOCK);

    @Property(tries = 100)
    void theSameInputsClockAndSeedMakeTheSameDecision(@ForAll long seed) {
        var live = lineItems(seed);

        var one = run(live, IN_TIME, seed);
        var other = run(live, IN_TIME, seed);

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
        var live = lineItems(seed);
        var candidates = Given.candidates(new Controls(), live);
        var choice = run(candidates, live, IN_TIME, seed, "0").course().choice();

        assertThat(choice.shown().candidate().valueMicros()).isEqualTo(most(candidates));
    }

    @Example
    void whenTimeIsOverThereIsNoAdAndThatIsSaid() {
        var live = List.of(aLineItem());

        assertThat(run(live, TOO_LATE, 1).reason()).isEqualTo(RejectionReason.DEADLINE);
        assertThat(shown(run(live, TOO_LATE, 1))).isNull();
        assertThat(shown(run(live, IN_TIME, 1))).isEqualTo(live.get(0).creative());
    }

    /* All respond alike, so who is worth most is who pays most. */
    private static double most(Candidates candidates) {
        var situation = new Scenario().situation();
        var found = candidates.forOpening(
                situation.opening(), Set.of(), situation.viewer().tags(), null, situation.now());
        var most = 0.0;
        for (var next = found.next(Double.NEGATIVE_INFINITY);
                !next.isEmpty();
                next = found.next(Double.NEGATIVE_INFINITY)) {
            most = Math.max(
                    most,
                    next.stream().mapToDouble(Candidate::valueMicros).max().orElse(0));
        }
        return most;
    }

    private static List<ALineItem> lineItems(long seed) {
        var random = new Random(seed);
        return IntStream.range(0, 1 + random.nextInt(200))
                .mapToObj(number -> aLineItem().bid(PricingModel.CPM, 10_000_000 + random.nextInt(1_000_000)))
                .toList();
    }

    private static Auction.Result run(List<ALineItem> live, Deadline deadline, long seed) {
        return run(
                Given.candidates(new Controls(), live),
                live,
                deadline,
                seed,
                deadline == IN_TIME && live.size() > 1 ? ".3" : "0");
    }

    private static Auction.Result run(
            Candidates candidates, List<ALineItem> live, Deadline deadline, long seed, String exploration) {
        var situation = new Scenario().situation();
        var leases = new Leases();
        live.forEach(lineItem -> leases.grant(UUID.randomUUID(), lineItem.id(), 1_000_000_000, NOON.plusSeconds(60)));
        var settings = new SmallRyeConfigBuilder()
                .withMapping(DecisionSettings.class)
                .withDefaultValues(Map.of("houdao.decisions.exploration", exploration))
                .build()
                .getConfigMapping(DecisionSettings.class);
        return new Auction(
                        candidates,
                        Scenario.ELIGIBILITY,
                        Rankings.with(new Duals()),
                        new Controls(),
                        leases,
                        new Reservations(leases, new Spending(Given.live()), new Promises(leases)),
                        settings)
                .run(
                        situation.opening(),
                        situation.viewer(),
                        Set.of(),
                        new Answered(),
                        NOON,
                        deadline,
                        new SplittableRandom(seed));
    }

    private static Object shown(Auction.Result result) {
        var choice = result.course().choice();
        return choice == null || choice.shown() == null
                ? null
                : choice.shown().candidate().creativeId();
    }
}
