package io.houdao.placement.decision.ranking;

import static io.houdao.placement.ALineItem.aLineItem;
import static io.houdao.placement.decision.candidates.Given.aCandidate;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.placement.ALineItem;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Response;
import io.houdao.placement.pacing.Dual;
import io.houdao.placement.pacing.Duals;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RankingPropertiesTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void thePriceIsNeverMoreThanThePacedOffer(
            @ForAll("bidders") List<Bidder> bidders, @ForAll("terms") RankingTerms terms) {
        var shown = choose(bidders, terms).shown();

        if (shown != null) {
            var charge = choose(bidders, terms).chargeMicros();
            assertThat(charge * perShowing(shown.candidate()))
                    .isLessThanOrEqualTo(shown.score().pacedMicros() + 1e-3);
            assertThat(charge)
                    .isBetween(0L, shown.candidate().lineItem().live().bid().amountMicros());
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theWinnerWouldLoseBelowItsPrice(@ForAll("bidders") List<Bidder> bidders, @ForAll("terms") RankingTerms terms) {
        var choice = choose(bidders, terms);

        if (choice.shown() != null && choice.chargeMicros() > 0) {
            assertThat(winsOffering(choice.chargeMicros() - 1, choice, bidders, terms))
                    .isFalse();
        }
    }

    /** Whole micros and a tie may cost it two. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theWinnerWouldStillWinAtItsPrice(
            @ForAll("bidders") List<Bidder> bidders, @ForAll("terms") RankingTerms terms) {
        var choice = choose(bidders, terms);

        if (choice.shown() != null) {
            assertThat(winsOffering(choice.chargeMicros() + 2, choice, bidders, terms))
                    .isTrue();
        }
    }

    private static boolean winsOffering(double micros, Choice choice, List<Bidder> bidders, RankingTerms terms) {
        var candidate = choice.shown().candidate();
        var others = bidders.stream()
                .map(bidder -> bidder.candidate == candidate ? bidder.offering(micros) : bidder)
                .toList();
        var winner = choose(others, terms).shown();
        return winner != null && id(winner.candidate()).equals(id(candidate));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void raisingABidNeverMakesItLose(@ForAll("bidders") List<Bidder> bidders, @ForAll("terms") RankingTerms terms) {
        var shown = choose(bidders, terms).shown();

        if (shown != null) {
            var higher = bidders.stream()
                    .map(bidder ->
                            bidder.candidate == shown.candidate() ? bidder.offering(bidder.amountMicros * 2) : bidder)
                    .toList();
            assertThat(id(choose(higher, terms).shown().candidate())).isEqualTo(id(shown.candidate()));
        }
    }

    /**
     * Those that can be worth most come first, so the rest need not be looked at, nor who is paced below what still matters; the
     * choice is that of all.
     */
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatIsDecidedEarlyIsWhatAllWouldDecide(
            @ForAll("bidders") List<Bidder> bidders, @ForAll("terms") RankingTerms calm, @ForAll long seed) {
        var chancy = seed % 2 == 0;
        var terms = new RankingTerms(
                calm.usefulMicros(),
                chancy ? 0 : calm.sceneMicros(),
                calm.acceptedShare(),
                calm.loadMicros(),
                0,
                chancy ? .5 : 0,
                2);
        var ranking = ranking(bidders);
        var all = bidders.stream().map(bidder -> bidder.candidate).toList();
        var contest = ranking.contest(terms);
        for (var bidder : highestFirst(bidders, terms)) {
            if (bidder.ceiling(terms) < contest.leastMicros()) {
                break;
            }
            if (bidder.pacedCeiling(terms) >= contest.leastMicros()) {
                contest.enter(contest.score(bidder.candidate));
            }
        }

        var early = contest.choose(new SplittableRandom(seed));
        var whole = ranking.choose(all, terms, new SplittableRandom(seed));

        assertThat(early.shown()).isEqualTo(whole.shown());
        assertThat(early.chargeMicros()).isEqualTo(whole.chargeMicros());
        assertThat(early.propensity()).isEqualTo(whole.propensity());
        assertThat(early.explored()).isEqualTo(whole.explored());
        assertThat(early.forgoneMicros()).isEqualTo(whole.forgoneMicros());
    }

    private static List<Bidder> highestFirst(List<Bidder> bidders, RankingTerms terms) {
        return bidders.stream()
                .sorted(Comparator.comparingDouble((Bidder bidder) -> bidder.ceiling(terms))
                        .reversed())
                .toList();
    }

    private static Ranking ranking(List<Bidder> bidders) {
        var duals = new Duals();
        duals.replace(bidders.stream()
                .collect(toMap(
                        bidder -> bidder.candidate.lineItem().id(), bidder -> bidder.dual, (one, other) -> other)));
        return new Ranking(duals);
    }

    private static Object id(Candidate candidate) {
        return candidate.lineItem().id();
    }

    private static double perShowing(Candidate candidate) {
        return switch (candidate.lineItem().live().bid().model()) {
            case CPM -> 1;
            case CPC -> candidate.response().click();
            case CPA -> candidate.response().action();
            case FIXED_TIME -> 0;
        };
    }

    private static Choice choose(List<Bidder> bidders, RankingTerms terms) {
        var candidates = bidders.stream().map(bidder -> bidder.candidate).toList();
        return ranking(bidders).choose(candidates, terms, new SplittableRandom(1));
    }

    @Provide
    Arbitrary<List<Bidder>> bidders() {
        var share = decimals(.0001, .5);
        var response = Combinators.combine(share, share, share, share)
                .as((click, close, hide, useful) ->
                        new Response(click, click / 20, close, hide / 50, hide / 500, useful));
        var dual = Combinators.combine(decimals(0, 3), decimals(0, 2_000)).as(Dual::new);
        var model = Arbitraries.of(PricingModel.CPM, PricingModel.CPC, PricingModel.CPA);
        return Combinators.combine(model, decimals(100, 200_000), response, dual)
                .as(Bidder::worth)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<RankingTerms> terms() {
        var micros = decimals(0, 50_000);
        return Combinators.combine(micros, micros, decimals(.001, .3), micros)
                .as((useful, scene, accepted, load) -> new RankingTerms(useful, scene, accepted, load / 10, 0, 0, 8));
    }

    private static Arbitrary<Double> decimals(double from, double to) {
        return Arbitraries.doubles().between(from, to).ofScale(4);
    }

    /** Somebody with an offer. */
    static final class Bidder {

        private final ALineItem lineItem;
        private final PricingModel model;
        private final long amountMicros;
        private final Response response;
        private final Dual dual;
        private final Candidate candidate;

        private Bidder(ALineItem lineItem, PricingModel model, long amountMicros, Response response, Dual dual) {
            this.lineItem = lineItem;
            this.model = model;
            this.amountMicros = amountMicros;
            this.response = response;
            this.dual = dual;
            this.candidate = aCandidate(lineItem.bid(model, amountMicros), response);
        }

        static Bidder worth(PricingModel model, double micros, Response response, Dual dual) {
            var amount = switch (model) {
                case CPM -> micros * 1_000;
                case CPC -> micros / response.click();
                case CPA, FIXED_TIME -> micros / response.action();
            };
            return new Bidder(aLineItem().goal(1_000, 2_000), model, (long) amount, response, dual);
        }

        /** The most that a showing can be worth before scene and load are charged: no dual but the goal's makes it more. */
        double ceiling(RankingTerms terms) {
            return candidate.valueMicros()
                    + candidate.lineItem().mostLiftMicros()
                    + terms.usefulMicros() * response.useful()
                    - candidate.harmMicros();
        }

        double pacedCeiling(RankingTerms terms) {
            return ceiling(terms) - candidate.valueMicros() * dual.budget() / (1 + dual.budget());
        }

        /* A CPM is charged by the showing, and so offered by the thousand. With μ it is the paced offer that counts. */
        Bidder offering(double chargeMicros) {
            var amount = chargeMicros * (1 + dual.budget()) * (model == PricingModel.CPM ? 1_000 : 1);
            return new Bidder(lineItem, model, (long) amount, response, dual);
        }

        @Override
        public String toString() {
            return model + " " + amountMicros + " " + response + " " + dual;
        }
    }
}
