package io.houdao.placement.decision.ranking;

import static io.houdao.placement.ALineItem.aLineItem;
import static io.houdao.placement.decision.candidates.Given.USUAL;
import static io.houdao.placement.decision.candidates.Given.aCandidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.decision.candidates.Response;
import io.houdao.placement.pacing.Dual;
import io.houdao.placement.pacing.Duals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RankingTest {

    /** 2,500 for closing, 500 for hiding, 500 for complaining. */
    private static final double USUAL_HARM = 3_500;

    private static final RankingTerms CALM = new RankingTerms(0, 0, .08, 500, 0, 0, 8);
    private static final Response ANNOYING = new Response(.01, .0005, .2, .001, .0001, .02);

    private final Duals duals = new Duals();
    private final Ranking ranking = new Ranking(duals);

    @Test
    void theScoreIsTheServingObjective() {
        var candidate = aCandidate(aLineItem().bid(PricingModel.CPM, 30_000_000).goal(1_000, 700));
        duals.replace(Map.of(candidate.lineItem().id(), new Dual(.5, 700)));
        var terms = new RankingTerms(20_000, 120_000, .05, 600, 0, 0, 8);

        var score = choose(terms, candidate).scored().get(0).score();

        assertThat(score.pacedMicros()).isEqualTo(20_000);
        assertThat(score.usefulMicros()).isEqualTo(400);
        assertThat(score.harmMicros()).isCloseTo(USUAL_HARM, within(1e-6));
        assertThat(score.restraintMicros()).isCloseTo(120_000 * (.0511 - .05), within(1e-6));
        assertThat(score.netMicros()).isCloseTo(20_000 + 700 + 400 - 3_500 - 132 - 600, within(1e-6));
    }

    @Test
    void theOneWorthMostAfterItsHarmWinsNotTheOneThatPaysMost() {
        var annoying = aCandidate(aLineItem().bid(PricingModel.CPM, 30_000_000), ANNOYING);
        var pleasant = aCandidate(aLineItem().bid(PricingModel.CPM, 25_000_000));

        assertThat(shown(choose(CALM, annoying, pleasant))).isEqualTo(pleasant);
    }

    @Test
    void theWinnerPaysWhatTheSecondScoresAndItsOwnHarmAndLoad() {
        var first = aCandidate(aLineItem().bid(PricingModel.CPM, 30_000_000));
        var second = aCandidate(aLineItem().bid(PricingModel.CPM, 22_000_000));

        // The second scores 22,000 - 3,500 - 500 = 18,000; the first adds its own 4,000.
        assertThat(choose(CALM, first, second).chargeMicros()).isEqualTo(22_000);
    }

    @Test
    void anAnnoyingWinnerPaysMoreForTheSameSlot() {
        var annoying = aCandidate(aLineItem().bid(PricingModel.CPM, 60_000_000), ANNOYING);
        var pleasant = aCandidate(aLineItem().bid(PricingModel.CPM, 60_000_000));
        var second = aCandidate(aLineItem().bid(PricingModel.CPM, 22_000_000));

        assertThat(choose(CALM, annoying, second).chargeMicros())
                .isEqualTo(choose(CALM, pleasant, second).chargeMicros() + 7_500);
    }

    @Test
    void aloneTheWinnerPaysItsHarmAndLoadAndNothingElse() {
        assertThat(choose(CALM, aCandidate(aLineItem())).chargeMicros()).isEqualTo(4_000);
    }

    @Test
    void theFloorOfTheSlotIsTheLeastPrice() {
        var withFloor = new RankingTerms(0, 0, .08, 500, 12_345.5, 0, 8);

        assertThat(choose(withFloor, aCandidate(aLineItem())).chargeMicros()).isEqualTo(12_346);
    }

    @Test
    void perClickTheChargeIsThePriceOfOneClick() {
        var perClick = aCandidate(aLineItem().bid(PricingModel.CPC, 2_000_000));

        // Worth 20,000 a showing; owes 4,000 a showing, and one in a hundred clicks.
        assertThat(choose(CALM, perClick).chargeMicros()).isEqualTo(400_000);
    }

    @Test
    void aLineItemDoesNotBidAgainstItself() {
        var both = LineItem.of(aLineItem()
                .creatives(new CreativeId(UUID.randomUUID()), new CreativeId(UUID.randomUUID()))
                .live());
        var one = Given.candidate(both, 0, USUAL);
        var other = Given.candidate(both, 1, USUAL);

        assertThat(choose(CALM, one, other).chargeMicros()).isEqualTo(4_000);
    }

    @Test
    void ourOwnAdsAndThoseBoughtByTimeOweNothing() {
        var useful = new RankingTerms(500_000, 0, .08, 500, 0, 0, 8);
        var house = aCandidate(aLineItem().house());
        var sponsor = aCandidate(aLineItem().bid(PricingModel.FIXED_TIME, 3_000_000_000L));

        assertThat(shown(choose(useful, house))).isEqualTo(house);
        assertThat(choose(useful, house).chargeMicros()).isZero();
        assertThat(shown(choose(CALM, sponsor))).isEqualTo(sponsor);
        assertThat(choose(CALM, sponsor).chargeMicros()).isZero();
    }

    /** The guarantee is behind its goal, and each of its showings worth 25,000 more while it is. */
    @Test
    void sponsorsGuaranteesBidsAndOurOwnCompeteByWhatTheyAreWorth() {
        var useful = new RankingTerms(500_000, 0, .08, 500, 0, 0, 8);
        var sponsor = aCandidate(aLineItem().bid(PricingModel.FIXED_TIME, 3_000_000_000L));
        var guaranteed =
                aCandidate(aLineItem().bid(PricingModel.CPM, 20_000_000).goal(1_000, 25_000));
        var bidder = aCandidate(aLineItem().bid(PricingModel.CPM, 40_000_000));
        var house = aCandidate(aLineItem().house());
        assertThat(ranked(useful, sponsor, guaranteed, bidder, house))
                .containsExactly(bidder, sponsor, guaranteed, house);

        duals.replace(Map.of(guaranteed.lineItem().id(), new Dual(0, 25_000)));

        assertThat(ranked(useful, sponsor, guaranteed, bidder, house))
                .containsExactly(guaranteed, bidder, sponsor, house);
    }

    private List<Candidate> ranked(RankingTerms terms, Candidate... candidates) {
        return choose(terms, candidates).scored().stream()
                .map(Scored::candidate)
                .toList();
    }

    @Test
    void nothingIsShownThatIsWorthNoMoreThanItsHarm() {
        var justNot = aCandidate(aLineItem().bid(PricingModel.CPM, 4_000_000));
        var just = aCandidate(aLineItem().bid(PricingModel.CPM, 4_001_000));

        assertThat(choose(CALM, justNot).shown()).isNull();
        assertThat(choose(CALM, justNot).forgoneMicros()).isZero();
        assertThat(shown(choose(CALM, just))).isEqualTo(just);
    }

    @Test
    void whatRestraintGaveUpIsTheValueOfTheAdThatItStopped() {
        var modest = aCandidate(aLineItem().bid(PricingModel.CPM, 9_000_000), ANNOYING);
        var stopped = aCandidate(aLineItem().bid(PricingModel.CPM, 20_000_000), ANNOYING);
        var restrained = new RankingTerms(0, 1_000_000, .05, 500, 0, 0, 8);

        var choice = choose(restrained, modest, stopped);

        assertThat(choice.shown()).isNull();
        assertThat(choice.forgoneMicros()).isEqualTo(20_000);
    }

    @Test
    void whatASuspensionGivesUpIsTheValueOfTheAdThatWouldHaveBeenShown() {
        var worthless = aCandidate(aLineItem().bid(PricingModel.CPM, 1_000_000));
        var suspended = aCandidate(aLineItem().bid(PricingModel.CPM, 20_000_000));

        var keptOut = ranking.contest(CALM);
        keptOut.enter(keptOut.score(worthless));
        assertThat(keptOut.forgoneMicros()).isZero();

        keptOut.enter(keptOut.score(suspended));
        assertThat(keptOut.forgoneMicros()).isEqualTo(20_000);
    }

    @Test
    void aGoalThatFallsBehindLiftsByNoMoreThanThePenalty() {
        var candidate = aCandidate(aLineItem().goal(1_000, 300));
        duals.replace(Map.of(candidate.lineItem().id(), new Dual(0, 700)));

        assertThat(choose(CALM, candidate).scored().get(0).score().liftMicros()).isEqualTo(300);
    }

    @Test
    void anAdThatAnnoysLessThanTheSceneAcceptsGainsFromRestraint() {
        var pleasant = aCandidate(aLineItem(), new Response(.01, .0005, .01, 0, 0, .02));
        var restrained = new RankingTerms(0, 100_000, .05, 500, 0, 0, 8);

        assertThat(choose(restrained, pleasant).scored().get(0).score().restraintMicros())
                .isCloseTo(-4_000, within(1e-6));
    }

    @Test
    void explorationIsUniformAndItsPropensitiesAreExact() {
        var exploring = new RankingTerms(0, 0, .08, 500, 0, .3, 8);
        var best = aCandidate(aLineItem().bid(PricingModel.CPM, 40_000_000));
        var second = aCandidate(aLineItem().bid(PricingModel.CPM, 30_000_000));
        var worthless = aCandidate(aLineItem().bid(PricingModel.CPM, 1_000_000));
        var random = new SplittableRandom(7);
        var counts = new HashMap<Object, Integer>();
        var draws = 60_000;

        for (var i = 0; i < draws; i++) {
            var choice = ranking.choose(List.of(worthless, second, best), exploring, random);
            var picked = choice.shown() == null ? "nothing" : choice.shown().candidate();
            counts.merge(picked, 1, Integer::sum);
            assertThat(choice.propensity()).isCloseTo(picked == best ? .8 : .1, within(1e-12));
        }

        assertThat(counts).containsOnlyKeys(best, second, "nothing");
        assertThat(counts.get(best) / (double) draws).isCloseTo(.8, within(.01));
        assertThat(counts.get(second) / (double) draws).isCloseTo(.1, within(.01));
        assertThat(counts.get("nothing") / (double) draws).isCloseTo(.1, within(.01));
    }

    @Test
    void explorationLooksNoFurtherThanItsWidth() {
        var exploring = new RankingTerms(0, 0, .08, 500, 0, 1, 1);
        var best = aCandidate(aLineItem().bid(PricingModel.CPM, 40_000_000));
        var second = aCandidate(aLineItem().bid(PricingModel.CPM, 30_000_000));
        var random = new SplittableRandom(1);

        for (var i = 0; i < 1_000; i++) {
            var shown = ranking.choose(List.of(second, best), exploring, random).shown();
            assertThat(shown == null || shown.candidate() == best).isTrue();
        }
    }

    @Test
    void whoIsShownByChanceOwesOnlyItsOwnHarm() {
        var exploring = new RankingTerms(0, 0, .08, 500, 0, 1, 8);
        var best = aCandidate(aLineItem().bid(PricingModel.CPM, 40_000_000));
        var second = aCandidate(aLineItem().bid(PricingModel.CPM, 30_000_000));
        var random = new SplittableRandom(3);

        var choice = ranking.choose(List.of(best, second), exploring, random);
        while (choice.shown() == null || choice.shown().candidate() != second) {
            choice = ranking.choose(List.of(best, second), exploring, random);
        }

        assertThat(choice.explored()).isTrue();
        assertThat(choice.chargeMicros()).isEqualTo(4_000);
    }

    @Test
    void nothingIsLeftToChanceUnderRestraint() {
        var restrained = new RankingTerms(0, 1, .08, 500, 0, 1, 8);
        var best = aCandidate(aLineItem().bid(PricingModel.CPM, 40_000_000));
        var second = aCandidate(aLineItem().bid(PricingModel.CPM, 30_000_000));
        var random = new SplittableRandom(5);

        for (var i = 0; i < 1_000; i++) {
            var choice = ranking.choose(List.of(second, best), restrained, random);
            assertThat(shown(choice)).isEqualTo(best);
            assertThat(choice.propensity()).isEqualTo(1);
        }
    }

    @Test
    void theSameSeedMakesTheSameChoice() {
        var exploring = new RankingTerms(0, 0, .08, 500, 0, .5, 8);
        var one = aCandidate(aLineItem());
        var other = aCandidate(aLineItem());

        for (var seed = 0; seed < 100; seed++) {
            assertThat(ranking.choose(List.of(one, other), exploring, new SplittableRandom(seed)))
                    .isEqualTo(ranking.choose(List.of(other, one), exploring, new SplittableRandom(seed)));
        }
    }

    @Test
    void aResponseNobodyCanComputeIsNeverShown() {
        var broken = aCandidate(aLineItem(), new Response(.01, .0005, Double.NaN, 0, 0, 0));

        assertThat(choose(CALM, broken).shown()).isNull();
    }

    private Choice choose(RankingTerms terms, Candidate... candidates) {
        return ranking.choose(List.of(candidates), terms, new SplittableRandom(1));
    }

    private static Candidate shown(Choice choice) {
        return choice.shown() == null ? null : choice.shown().candidate();
    }
}
