package io.houdao.placement.decision.ranking;

import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.pacing.Duals;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Each campaign has at most one ad in each opening; what it offers there is in micros a showing, zero where it has none. */
class TogetherPropertiesTest {

    private static final RankingTerms TERMS = new RankingTerms(0, 0, .08, 500, 0, 0, 8);
    private static final double CHARGES = 500 + Given.COSTS.harmMicros(Given.USUAL);

    @Property(tries = 300)
    void theCampaignThatIsWorthMostInAllPlacesTogetherComesFirst(@ForAll("market") List<List<Integer>> market) {
        var offers = offers(market);

        assertThat(offers).hasSize((int) market.stream().filter(this::fillsAll).count());
        var worths = offers.stream().map(TogetherPropertiesTest::worth).toList();
        assertThat(worths).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    private boolean fillsAll(List<Integer> campaign) {
        return campaign.stream().allMatch(offered -> offered > CHARGES);
    }

    @Property(tries = 300)
    void aCampaignOwesNoMoreThanItOffersAndTogetherWhatTheNextIsWorth(@ForAll("market") List<List<Integer>> market) {
        var offers = offers(market);

        for (var place = 0; place < offers.size(); place++) {
            var offer = offers.get(place);
            var next = place + 1 < offers.size() ? worth(offers.get(place + 1)) : 0;
            offer.forEach(choice -> assertThat((double) choice.chargeMicros())
                    .isBetween(CHARGES, shown(choice).score().pacedMicros()));
            var owed = offer.stream().mapToLong(Choice::chargeMicros).sum();
            assertThat(owed - CHARGES * offer.size()).isCloseTo(next, within((double) offer.size()));
        }
    }

    @Property(tries = 200)
    void whoOffersMoreInOnePlaceStillWins(@ForAll("market") List<List<Integer>> market) {
        var campaigns = campaigns(market);
        var offers = Together.offers(contests(campaigns));
        if (!offers.isEmpty()) {
            var winner = campaign(offers.get(0));
            var raised = campaigns.stream()
                    .map(ads -> ads.stream()
                            .map(ad -> campaign(ad).equals(winner) && ad.place == 0 ? ad.offering(2 * ad.micros) : ad)
                            .toList())
                    .toList();

            assertThat(campaign(Together.offers(contests(raised)).get(0))).isEqualTo(winner);
        }
    }

    @Example
    void theAdsOfACampaignShareWhatTheNextIsWorthByTheirOwnWorth() {
        var charges = (int) CHARGES;
        var offers = offers(List.of(
                List.of(charges + 6_000, charges + 3_000),
                List.of(charges + 1_000, charges + 5_000),
                List.of(charges + 50_000, 0)));

        assertThat(offers).hasSize(2);
        assertThat(offers.get(0).stream().map(Choice::chargeMicros).toList())
                .isEqualTo(List.of((long) CHARGES + 4_000, (long) CHARGES + 2_000));
    }

    @Provide
    Arbitrary<List<List<Integer>>> market() {
        var offered = Arbitraries.integers().between(0, 60_000);
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(places ->
                        offered.list().ofSize(places).list().ofMinSize(1).ofMaxSize(6));
    }

    private static List<List<Choice>> offers(List<List<Integer>> market) {
        return Together.offers(contests(campaigns(market)));
    }

    private static List<List<Ad>> campaigns(List<List<Integer>> market) {
        var campaigns = new ArrayList<List<Ad>>();
        for (var offered : market) {
            var campaign = new CampaignId(UUID.randomUUID());
            campaigns.add(IntStream.range(0, offered.size())
                    .mapToObj(place -> new Ad(campaign, place, offered.get(place)))
                    .toList());
        }
        return campaigns;
    }

    private static List<Contest> contests(List<List<Ad>> campaigns) {
        return IntStream.range(0, campaigns.get(0).size())
                .mapToObj(place -> {
                    var contest = new Contest(new Duals(), TERMS);
                    campaigns.stream()
                            .map(ads -> ads.get(place))
                            .filter(ad -> ad.micros > 0)
                            .forEach(ad -> contest.enter(contest.score(ad.candidate())));
                    return contest;
                })
                .toList();
    }

    private static double worth(List<Choice> offer) {
        return offer.stream().mapToDouble(choice -> shown(choice).netMicros()).sum();
    }

    private static Scored shown(Choice choice) {
        return Objects.requireNonNull(choice.shown());
    }

    private static CampaignId campaign(List<Choice> offer) {
        return shown(offer.get(0)).candidate().lineItem().live().campaignId();
    }

    private static CampaignId campaign(Ad ad) {
        return ad.campaign;
    }

    /** What a campaign offers in one place. */
    private record Ad(CampaignId campaign, int place, int micros) {

        Ad offering(int more) {
            return new Ad(campaign, place, more);
        }

        Candidate candidate() {
            return Given.aCandidate(aLineItem()
                    .of(campaign, new AdvertiserId(campaign.value()))
                    .bid(PricingModel.CPM, 1_000L * micros));
        }
    }
}
