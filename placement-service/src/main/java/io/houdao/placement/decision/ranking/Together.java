package io.houdao.placement.decision.ranking;

import io.houdao.contracts.campaign.CampaignId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What campaigns would show in several openings that belong together. A campaign counts if it has an ad that is worth showing
 * in each of them, and for the sum of the best. Pure: the same contests make the same offers, and nothing is left to chance.
 *
 * <p>A campaign owes its externality, as a single ad does: together at least what the next campaign's ads would have been worth
 * together. Each of its ads bears the part of that which it has in the sum. With net values of 6,000 and 3,000 against a
 * campaign whose ads are worth 6,000 together, they owe 4,000 and 2,000, and what each of them charges besides.
 */
public final class Together {

    private Together() {}

    /**
     * The ads of each campaign that could fill all openings, the best campaign first; of each, one choice for each opening.
     *
     * @param contests one for each opening, in which everybody has entered
     */
    public static List<List<Choice>> offers(List<Contest> contests) {
        var offers = new ArrayList<>(byCampaign(contests).entrySet());
        offers.removeIf(offer -> offer.getValue().size() < contests.size());
        offers.sort(Comparator.<Map.Entry<CampaignId, List<Scored>>>comparingDouble(offer -> sum(offer.getValue()))
                .reversed()
                .thenComparing(offer -> offer.getKey().value()));
        var priced = new ArrayList<List<Choice>>();
        for (var place = 0; place < offers.size(); place++) {
            var next = place + 1 < offers.size() ? sum(offers.get(place + 1).getValue()) : 0;
            priced.add(price(offers.get(place).getValue(), next, contests));
        }
        return priced;
    }

    /* A list is as long as the openings that its campaign could fill from the first without a break. */
    private static Map<CampaignId, List<Scored>> byCampaign(List<Contest> contests) {
        var bestByCampaign = new HashMap<CampaignId, List<Scored>>();
        for (var number = 0; number < contests.size(); number++) {
            for (var scored : contests.get(number).bestFirst()) {
                if (scored.netMicros() <= 0) {
                    break;
                }
                var campaign = scored.candidate().lineItem().live().campaignId();
                var best = bestByCampaign.computeIfAbsent(campaign, id -> new ArrayList<>());
                if (best.size() == number) {
                    best.add(scored);
                }
            }
        }
        return bestByCampaign;
    }

    private static double sum(List<Scored> ads) {
        return ads.stream().mapToDouble(Scored::netMicros).sum();
    }

    private static List<Choice> price(List<Scored> ads, double next, List<Contest> contests) {
        var part = next / sum(ads);
        var choices = new ArrayList<Choice>();
        for (var number = 0; number < ads.size(); number++) {
            var contest = contests.get(number);
            choices.add(contest.chooseWithOthers(
                    ads.get(number), part * ads.get(number).netMicros()));
        }
        return choices;
    }
}
