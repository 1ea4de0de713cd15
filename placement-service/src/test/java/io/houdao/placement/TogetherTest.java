package io.houdao.placement;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static io.houdao.placement.Asking.known;
import static io.houdao.placement.Asking.live;
import static io.houdao.placement.Asking.reason;
import static io.houdao.placement.Asking.shown;
import static io.houdao.placement.Suite.aDevice;
import static io.houdao.placement.Suite.aPlace;
import static io.houdao.placement.Suite.aTelevision;
import static io.houdao.placement.Suite.ask;
import static io.houdao.placement.Suite.operator;
import static io.houdao.placement.Suite.opportunity;
import static io.houdao.placement.Suite.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.placement.SlotId;
import io.houdao.local.LocalStackResource;
import io.houdao.placement.Suite.Place;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several opportunities of one request: deals, companions, pods and roadblocks; and what continues what was shown. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(CampaignStandIn.class)
class TogetherTest {

    @Test
    void aDealOpportunityIsFilledFromItsDealsOnlyAndADealOnlyThere() {
        var place = aTelevision();
        var open = live(place, aLineItem());
        var deal = aLineItem().on(place.touchpoint()).dealOnly();
        publish(deal);
        var withDeal =
                Map.of("scene", "home/sport", "opportunities", List.of(opportunity("1", place.slot(), deal.id())));
        await().untilAsserted(() ->
                assertThat(shown(ask(aDevice(), withDeal))).isEqualTo(deal.id().toString()));

        assertThat(shown(ask(aDevice(), SPORT, place.slot())))
                .isEqualTo(open.id().toString());
        var unknownDeal = Map.of(
                "scene",
                "home/sport",
                "opportunities",
                List.of(opportunity("1", place.slot(), aLineItem().id())));
        assertThat(reason(ask(aDevice(), unknownDeal))).isEqualTo("no-candidate");
    }

    @Test
    void aCompanionShowsWhatItAccompaniesAndNothingElse() {
        var place = aTelevision();
        var beside = secondSlot(place);
        var item = live(place, aLineItem());

        var answer = ask(
                aDevice(),
                Map.of(
                        "scene",
                        "home/sport",
                        "opportunities",
                        List.of(
                                companion("before", beside, "main"),
                                opportunity("main", place.slot()),
                                companion("beside", beside, "main"))));

        assertThat(answer.getString("decisions[0].reason")).isEqualTo("nothing-to-accompany");
        assertThat(answer.getString("decisions[1].ad.lineItemId"))
                .isEqualTo(item.id().toString());
        assertThat(answer.getString("decisions[2].ad.lineItemId"))
                .isEqualTo(item.id().toString());
    }

    private static SlotId secondSlot(Place place) {
        return secondSlot(place, SlotClass.BANNER);
    }

    private static SlotId secondSlot(Place place, SlotClass slotClass) {
        var second = place.touchpoint() + ".two";
        operator()
                .body(Suite.slot(place.touchpoint(), slotClass, SPORT))
                .put("/v1/slots/" + second)
                .then()
                .statusCode(201);
        Suite.operatorOf(Suite.TEAM)
                .put("/v1/slots/" + second + "/consent")
                .then()
                .statusCode(200);
        return new SlotId(second);
    }

    private static Map<String, Object> companion(String id, SlotId slot, String leader) {
        return Map.of("opportunityId", id, "slotId", slot.toString(), "companionTo", leader);
    }

    @Test
    void oneAnswerShowsNothingTwice() {
        var place = aTelevision();
        var second = secondSlot(place);
        live(place, aLineItem());

        var answer = ask(
                aDevice(),
                Map.of(
                        "scene",
                        "home/sport",
                        "opportunities",
                        List.of(opportunity("left", place.slot()), opportunity("right", second))));

        assertThat(answer.getList("decisions.opportunityId")).isEqualTo(List.of("left", "right"));
        assertThat(answer.getList("decisions.outcome")).isEqualTo(List.of("ad", "no-ad"));
        assertThat(answer.getString("decisions[1].reason")).isEqualTo("already-in-answer");
    }

    @Test
    void aRoadblockIsFilledByTheCampaignThatIsWorthMostInAllOfItsPlacesTogether() {
        var place = aTelevision();
        var beside = secondSlot(place, SlotClass.OTT);
        var first = aCampaign(place, 30_000_000, 30_000_000);
        var alone = aLineItem().on(place.touchpoint()).bid(PricingModel.CPM, 80_000_000);
        publish(alone);
        await().untilAsserted(() -> assertThat(shown(ask(aDevice(), SPORT, place.slot())))
                .isEqualTo(alone.id().toString()));

        await().untilAsserted(() -> assertThat(filledTogether(place, beside)).isEqualTo(ids(first)));

        var better = aCampaign(place, 20_000_000, 60_000_000);
        await().untilAsserted(() -> assertThat(filledTogether(place, beside)).isEqualTo(ids(better)));
        var id = ask(aDevice(), roadblock(place.slot(), beside)).getString("decisions[0].decisionId");
        operator()
                .get("/v1/decisions/" + id + "/explanation")
                .then()
                .body("candidates.lineItemId[0..2]", equalTo(ids(List.of(alone, first.get(0), better.get(0)))))
                .body("candidates.outcome[0..2]", equalTo(List.of("roadblock-incomplete", "outbid", "shown")));
    }

    @Test
    void whereNoCampaignCanFillAllOfARoadblockNoneOfItIsFilled() {
        var place = aTelevision();
        var beside = secondSlot(place, SlotClass.OTT);
        live(place, aLineItem());

        var answer = ask(aDevice(), roadblock(place.slot(), beside));

        assertThat(answer.getList("decisions.reason")).isEqualTo(List.of("roadblock-incomplete", "no-variant"));
        operator()
                .get("/v1/decisions/" + answer.getString("decisions[0].decisionId") + "/explanation")
                .then()
                .body("candidates.outcome", hasItem("roadblock-incomplete"));
        publish(aLineItem().on(place.touchpoint()).slotClass(SlotClass.OTT));
        await().untilAsserted(() -> assertThat(ask(aDevice(), SPORT, beside).getString("decisions[0].outcome"))
                .isEqualTo("ad"));
        assertThat(ask(aDevice(), roadblock(place.slot(), beside)).getList("decisions.reason"))
                .as("each could be filled by another campaign")
                .isEqualTo(List.of("roadblock-incomplete", "roadblock-incomplete"));
    }

    @Test
    void aCapCountsEveryPlaceOfARoadblock() {
        var place = aTelevision();
        var beside = secondSlot(place);
        live(place, aLineItem().cap(new FrequencyCap(Level.CAMPAIGN, Per.PERSON, 1, Duration.ofDays(1))));
        var device = aDevice();

        var answer = ask(device, roadblock(place.slot(), beside));

        assertThat(answer.getList("decisions.reason")).isEqualTo(List.of("roadblock-incomplete", "frequency-capped"));
        assertThat(ask(device, SPORT, place.slot()).getString("decisions[0].outcome"))
                .as("what was not shown does not count")
                .isEqualTo("ad");
    }

    @Test
    void aRoadblockIsPaidForWhollyOrNotShown() {
        var place = aTelevision();
        var beside = secondSlot(place, SlotClass.OTT);
        var paid = aLineItem();
        live(place, paid);
        var unpaid = campaignOf(paid, aLineItem()).slotClass(SlotClass.OTT).withoutMoney();
        publish(unpaid.on(place.touchpoint()));

        await().untilAsserted(() -> assertThat(
                        ask(aDevice(), roadblock(place.slot(), beside)).getList("decisions.reason"))
                .isEqualTo(List.of("roadblock-incomplete", "no-budget")));
    }

    @Test
    void aRoadblockWithAClosedPlaceStaysEmpty() {
        var place = aTelevision();
        live(place, aLineItem());

        var answer = ask(aDevice(), roadblock(place.slot(), Place.unused().slot()));

        assertThat(answer.getList("decisions.reason")).isEqualTo(List.of("roadblock-incomplete", "unknown-slot"));
    }

    @Test
    void aRoadblockDoesNotGoWithACompanion() {
        var place = aTelevision();
        var both = new HashMap<>(companion("2", place.slot(), "1"));
        both.put("roadblock", "page");

        Suite.device(aDevice())
                .body(Map.of("scene", "home/sport", "opportunities", List.of(opportunity("1", place.slot()), both)))
                .post("/v1/decisions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem("opportunities[1].roadblock"));
    }

    @Test
    void theBrandChannelContinuesTheBootOfTheSameTelevision() {
        var boot = aPlace("tv", "home", SlotClass.SPLASH, SPORT);
        var channel = secondSlot(boot, SlotClass.OTT);
        var opening = aLineItem().slotClass(SlotClass.SPLASH);
        var continued = campaignOf(opening, aLineItem())
                .slotClass(SlotClass.OTT)
                .continuing(Duration.ofMinutes(10), Per.DEVICE);
        publish(continued.on(boot.touchpoint()));
        live(boot, opening);
        var television = aDevice();
        await().untilAsserted(() ->
                assertThat(reason(ask(television, SPORT, channel))).isEqualTo("out-of-sequence"));

        assertThat(shown(ask(television, SPORT, boot.slot())))
                .isEqualTo(opening.id().toString());

        assertThat(shown(ask(television, SPORT, channel)))
                .isEqualTo(continued.id().toString());
        assertThat(reason(ask(aDevice(), SPORT, channel))).isEqualTo("out-of-sequence");
    }

    @Test
    void forSomeoneWhoRefusedTheirTelevisionRemembersWhatIsContinued() {
        var boot = aPlace("tv", "home", SlotClass.SPLASH, SPORT);
        var channel = secondSlot(boot, SlotClass.OTT);
        var opening = aLineItem().slotClass(SlotClass.SPLASH);
        publish(campaignOf(opening, aLineItem())
                .slotClass(SlotClass.OTT)
                .continuing(Duration.ofMinutes(10), Per.DEVICE)
                .on(boot.touchpoint()));
        live(boot, opening);
        await().untilAsserted(
                        () -> assertThat(reason(ask(aDevice(), SPORT, channel))).isEqualTo("out-of-sequence"));
        var refusing = known(APerson.withA("tv").refused(true)).device();

        var state = ask(refusing, SPORT, boot.slot()).getString("exposureState");

        assertThat(reason(ask(refusing, SPORT, channel))).isEqualTo("out-of-sequence");
        var asked = Map.of(
                "scene", "home/sport", "opportunities", List.of(opportunity("1", channel)), "exposureState", state);
        assertThat(ask(refusing, asked).getString("decisions[0].outcome")).isEqualTo("ad");
    }

    /** Two line items of one campaign, for a banner and for OTT. */
    private static List<ALineItem> aCampaign(Place place, long bannerMicros, long ottMicros) {
        var banner = aLineItem().on(place.touchpoint()).bid(PricingModel.CPM, bannerMicros);
        var ott = campaignOf(banner, aLineItem())
                .on(place.touchpoint())
                .slotClass(SlotClass.OTT)
                .bid(PricingModel.CPM, ottMicros);
        publish(banner);
        publish(ott);
        return List.of(banner, ott);
    }

    private static ALineItem campaignOf(ALineItem one, ALineItem other) {
        return other.of(one.live().campaignId(), one.live().advertiserId());
    }

    private static Object ids(List<ALineItem> items) {
        return items.stream().map(item -> item.id().toString()).toList();
    }

    private static Object filledTogether(Place place, SlotId beside) {
        return ask(aDevice(), roadblock(place.slot(), beside)).getList("decisions.ad.lineItemId");
    }

    private static Map<String, Object> roadblock(SlotId... slots) {
        var asked = IntStream.range(0, slots.length)
                .mapToObj(number ->
                        Map.of("opportunityId", "" + number, "slotId", slots[number].toString(), "roadblock", "page"))
                .toList();
        return Map.of("scene", "home/sport", "opportunities", asked);
    }
}
