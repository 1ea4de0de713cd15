package io.houdao.placement.decision.eligibility;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static io.houdao.placement.decision.candidates.Given.aCandidate;
import static io.houdao.placement.decision.eligibility.RejectionReason.BELOW_FLOOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.feedback.ExperienceControl.Suspension;
import io.houdao.placement.ALineItem;
import io.houdao.placement.decision.candidates.Response;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The user is the law: money opens no gate. */
class EligibilityProperties {

    @Property(tries = 500)
    void raisingABidOpensNoGateButTheFloor(@ForAll long seed, @ForAll @LongRange(min = 1, max = 1_000_000) long raise) {
        var low = objection(seed, 20_000_000);
        var high = objection(seed, 20_000_000 + raise * 1_000_000);

        if (low != BELOW_FLOOR) {
            assertThat(high).isEqualTo(low);
        }
    }

    private static RejectionReason objection(long seed, long bidMicros) {
        var random = new Random(seed);
        var scenario = scenario(random);
        var lineItem = lineItem(random).bid(PricingModel.CPM, bidMicros);
        var response = new Response(.01, 0, random.nextDouble(), random.nextDouble() / 20, 0, .02);
        if (random.nextInt(4) == 0) {
            scenario.controls.set(
                    new Suspension(Scenario.SLOT, lineItem.creative(), SPORT, "closed by 41 of 60", NOON, null));
        }
        if (random.nextInt(3) == 0) {
            scenario.saw(aCandidate(lineItem, response), NOON.minusSeconds(1), Scenario.TV);
        }
        var any = scenario.objectionToAnyAd();
        return any == null ? scenario.objectionTo(aCandidate(lineItem, response)) : any;
    }

    private static Scenario scenario(Random random) {
        var scenario = new Scenario();
        scenario.childRules = random.nextInt(3) == 0;
        scenario.adsOff = random.nextInt(10) == 0;
        scenario.quiet = random.nextInt(10) == 0;
        scenario.dailyAds = random.nextInt(3);
        scenario.floorMicros = random.nextInt(4) == 0 ? 25_000_000 : 0;
        return scenario;
    }

    private static ALineItem lineItem(Random random) {
        var lineItem = aLineItem();
        if (random.nextBoolean()) {
            lineItem.childSafe();
        }
        if (random.nextInt(3) == 0) {
            lineItem.forAiot("rice-texture:soft");
        }
        if (random.nextBoolean()) {
            lineItem.cap(new FrequencyCap(Level.CREATIVE, Per.PERSON, 1, Duration.ofHours(1)));
        }
        return lineItem;
    }
}
