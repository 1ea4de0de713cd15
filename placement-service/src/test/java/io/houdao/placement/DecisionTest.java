package io.houdao.placement;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static io.houdao.placement.Suite.aDevice;
import static io.houdao.placement.Suite.aPlace;
import static io.houdao.placement.Suite.aTelevision;
import static io.houdao.placement.Suite.ask;
import static io.houdao.placement.Suite.operator;
import static io.houdao.placement.Suite.opportunity;
import static io.houdao.placement.Suite.publish;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.feedback.ExperienceControl.AdFree;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.contracts.feedback.ExperienceControl.ScenePrice;
import io.houdao.contracts.feedback.ExperienceControl.Suspension;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.InvalidReceipt;
import io.houdao.contracts.placement.Receipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.local.LocalStackResource;
import io.houdao.placement.Suite.Place;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(CampaignStandIn.class)
class DecisionTest {

    private static final Scene LIFE = Scene.of("home/life");

    @Test
    void onlyADeviceAsks() {
        var request = request(SPORT, aTelevision());

        isProblem(given().contentType("application/json").body(request).post("/v1/decisions"), 401);
        isProblem(operator().body(request).post("/v1/decisions"), 403);
        isProblem(Suite.as("not-a-uuid", "device", Map.of()).body(request).post("/v1/decisions"), 403);
    }

    @Test
    void aDeviceThatShowsItsTokenAgainIsKnownAtOnce() {
        var place = aTelevision();
        var device = Suite.device(aDevice());
        var before = verifications();

        for (var asked = 0; asked < 3; asked++) {
            device.body(request(SPORT, place)).post("/v1/decisions").then().statusCode(200);
        }

        assertThat(verifications()).isEqualTo(before + 1);
    }

    private static double verifications() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("houdao_tokens_verifications_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void malformedRequestsAreRefusedByName() {
        var place = aTelevision();
        var one = opportunity("1", place.slot());

        refuses("{", "");
        refuses("[]", "");
        refuses(Map.of("scene", "home/sport"), "opportunities");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of()), "opportunities");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of(one, one)), "opportunities[1].opportunityId");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of(Map.of("slotId", "tv"))), "opportunityId");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of(Map.of("opportunityId", "1"))), "slotId");
        refuses(
                Map.of("scene", "home/sport", "opportunities", List.of(Map.of("opportunityId", "1", "slotId", "T V"))),
                "opportunities[0].slotId");
        refuses(
                Map.of(
                        "scene",
                        "home/sport",
                        "opportunities",
                        List.of(Map.of("opportunityId", "1", "slotId", "tv", "deals", List.of("x")))),
                "opportunities[0].deals[0]");
        refuses(Map.of("scene", "home/sport", "opportunities", List.of(one), "mood", "good"), "mood");
        var tooMany = IntStream.range(0, 51)
                .mapToObj(number -> opportunity("" + number, place.slot()))
                .toList();
        refuses(Map.of("scene", "home/sport", "opportunities", tooMany), "opportunities");
    }

    @Test
    void withoutASceneThatFitsThereIsNoAd() {
        var place = aTelevision();
        var device = aDevice();

        assertThat(reason(ask(device, Map.of("opportunities", List.of(opportunity("1", place.slot()))))))
                .isEqualTo("no-scene");
        assertThat(reason(ask(
                        device, Map.of("scene", "sport", "opportunities", List.of(opportunity("1", place.slot()))))))
                .isEqualTo("unknown-scene");
        assertThat(reason(ask(device, Scene.of("home/night"), place.slot()))).isEqualTo("unknown-scene");
        assertThat(reason(ask(device, Scene.of("home/work"), place.slot()))).isEqualTo("scene-not-in-slot");
        assertThat(reason(ask(device, SPORT, Place.unused().slot()))).isEqualTo("unknown-slot");
        assertThat(reason(ask(device, SPORT, place.slot()))).isEqualTo("no-candidate");
    }

    @Test
    void anAnswerCarriesAllThatMustBeShownAndAReceipt() throws IOException, InvalidReceipt {
        var place = aTelevision();
        var item = live(place, aLineItem());
        var device = aDevice();

        var answer = ask(device, request(SPORT, place));

        assertThat(answer.getString("requestId")).isNotBlank();
        assertThat(Duration.parse(answer.getString("catalogueAge"))).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(answer.getString("exposureState")).isNull();
        assertThat(answer.getString("decisions[0].opportunityId")).isEqualTo("1");
        assertThat(answer.getString("decisions[0].outcome")).isEqualTo("ad");
        var ad = answer.<String, Object>getMap("decisions[0].ad");
        assertThat(ad)
                .containsEntry("lineItemId", item.id().toString())
                .containsEntry("creativeId", item.creative().toString())
                .containsEntry("label", "广告")
                .containsEntry("payer", "Qinghe Rice")
                .containsEntry("benefit", "A sample bag of rice")
                .containsEntry("landingUrl", "https://qinghe.example/soft")
                .containsEntry("closing", Map.of("offeredWithinMs", 1000, "goneWithinMs", 3000, "maxLengthMs", 30000))
                .doesNotContainKey("priceMicros");
        assertThat(answer.getString("decisions[0].ad.assets.title")).isEqualTo("Soft rice");
        assertThat(answer.getString("decisions[0].ad.why.zh")).contains("运动");
        assertThat(answer.getString("decisions[0].ad.why.switch")).isNotBlank();
        var receipt = receipt(answer);
        assertThat(receipt.showing().decisionId().toString()).isEqualTo(answer.getString("decisions[0].decisionId"));
        assertThat(receipt.showing().deviceId()).isEqualTo(device);
        assertThat(receipt.showing().personId()).isNull();
        assertThat(receipt.showing().propensity()).isEqualTo(1);
        assertThat(receipt.showing().priceMicros()).isBetween(1L, 30_000L);
        assertThat(receipt.expiresAt()).isEqualTo(receipt.showing().decidedAt().plus(Duration.ofHours(24)));
    }

    @Test
    void eachDecisionIsTold() {
        var place = aTelevision();
        var item = live(place, aLineItem());
        var person = known(APerson.withA("tv"));

        var shown = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");
        var none = ask(person.device(), LIFE, place.slot()).getString("decisions[0].decisionId");

        await().untilAsserted(() -> {
            assertThat(told(shown)).isInstanceOfSatisfying(DecisionMade.Shown.class, event -> {
                assertThat(event.showing().lineItemId()).isEqualTo(item.id());
                assertThat(event.showing().personId()).isEqualTo(person.id());
                assertThat(event.candidates()).isEqualTo(1);
                assertThat(event.contest().propensity())
                        .isEqualTo(event.showing().propensity());
                assertThat(event.contest().contenders()).singleElement().satisfies(contender -> {
                    assertThat(contender.creativeId()).isEqualTo(event.showing().creativeId());
                    assertThat(contender.advertiserId())
                            .isEqualTo(event.showing().advertiserId());
                    assertThat(contender.netMicros()).isPositive();
                    assertThat(contender.close()).isEqualTo(0.05);
                });
            });
            assertThat(told(none)).isInstanceOfSatisfying(DecisionMade.NoAd.class, event -> {
                assertThat(event.reason()).isEqualTo("no-candidate");
                assertThat(event.personId()).isEqualTo(person.id());
            });
        });
    }

    @Test
    void aPermissionBringsTheAdAndItsWithdrawalTakesItAwayWithinTwoSeconds() {
        var place = aTelevision();
        live(place, aLineItem().forAiot("rice-texture:soft"), "no-permission");
        var person = known(APerson.withA("tv"));
        assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("no-permission");

        publish(person.permitting("rice-texture:soft").projection());
        await().atMost(2, SECONDS)
                .untilAsserted(() -> assertThat(outcome(ask(person.device(), SPORT, place.slot())))
                        .isEqualTo("ad"));
        var why = ask(person.device(), SPORT, place.slot()).<String, Object>getMap("decisions[0].ad.why");
        assertThat(why)
                .containsEntry("tag", "rice-texture:soft")
                .containsEntry("source", "rice-cooker")
                .containsEntry("zh", "因为您允许把电饭煲上的“rice texture: soft”用于电视广告")
                .containsEntry("switch", "/v1/people/" + person.id() + "/permissions");

        publish(person.permitting().projection());
        await().atMost(2, SECONDS)
                .untilAsserted(() -> assertThat(reason(ask(person.device(), SPORT, place.slot())))
                        .isEqualTo("no-permission"));
    }

    @Test
    void aTagPermittedOnTelevisionIsNotUsedOnAPhoneNorByAPhoneThatAsksAboutATelevision() {
        var television = aTelevision();
        live(television, aLineItem().forAiot("rice-texture:soft"), "no-permission");
        var person = known(APerson.withA("phone").permitting("rice-texture:soft"));

        assertThat(reason(ask(person.device(), SPORT, television.slot()))).isEqualTo("no-permission");
    }

    @Test
    void everySwitchSilencesWithItsOwnReason() {
        var place = aTelevision();
        live(place, aLineItem());

        assertThat(reasonFor(APerson.withA("tv").adsOff(true), place)).isEqualTo("ads-off");
        assertThat(reasonFor(APerson.withA("tv").silent(), place)).isEqualTo("silent");
        assertThat(reasonFor(APerson.withA("tv").muting(place.touchpoint()), place))
                .isEqualTo("touchpoint-muted");
        assertThat(reasonFor(APerson.withA("tv").quietIn(SPORT), place)).isEqualTo("quiet-scene");
        assertThat(reasonFor(APerson.withA("tv").atMost(0, SPORT), place)).isEqualTo("ad-load-reached");
        assertThat(reasonFor(APerson.withA("tv").withAChild(), place)).isEqualTo("child-rules");
        assertThat(reasonFor(APerson.withA("tv").quietIn(LIFE), place)).isNull();
    }

    @Test
    void adFreeDaysThatWerePromisedAreKeptUntilTheyAreOver() {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv"));
        assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad");
        var free = new AdFree(person.id(), Instant.now(), Instant.now().plusSeconds(3_600));

        publish(free);
        await().untilAsserted(() ->
                assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad-free"));

        publish(new AdFree(person.id(), free.since().plusMillis(1), Instant.now()));
        await().untilAsserted(() ->
                assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad"));
    }

    @Test
    void theMasterSwitchWorksWithinTwoSeconds() {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv"));
        assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad");

        publish(person.adsOff(true).projection());

        await().atMost(2, SECONDS)
                .untilAsserted(() -> assertThat(reason(ask(person.device(), SPORT, place.slot())))
                        .isEqualTo("ads-off"));
    }

    @Test
    void aStoppedLineItemIsGoneWithinTwoSeconds() {
        var place = aTelevision();
        var item = live(place, aLineItem());

        Suite.stop(item.id());

        await().atMost(2, SECONDS)
                .untilAsserted(() ->
                        assertThat(reason(ask(aDevice(), SPORT, place.slot()))).isEqualTo("no-candidate"));
    }

    @Test
    void aCapHoldsOverTheDevicesOfAHousehold() {
        var place = aTelevision();
        var household = new HouseholdId(UUID.randomUUID());
        var one = known(APerson.withA("tv").in(household));
        var other = known(APerson.withA("tv").in(household));
        var stranger = known(APerson.withA("tv"));
        live(place, aLineItem().cap(new FrequencyCap(Level.LINE_ITEM, Per.HOUSEHOLD, 1, Duration.ofDays(1))), null);

        assertThat(outcome(ask(one.device(), SPORT, place.slot()))).isEqualTo("ad");
        assertThat(reason(ask(other.device(), SPORT, place.slot()))).isEqualTo("frequency-capped");
        assertThat(reason(ask(one.device(), SPORT, place.slot()))).isEqualTo("frequency-capped");
        assertThat(outcome(ask(stranger.device(), SPORT, place.slot()))).isEqualTo("ad");
    }

    @Test
    void someonesOwnDailyLimitHolds() {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv").atMost(2, SPORT));

        assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad");
        assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad");
        assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad-load-reached");
    }

    @Test
    void capsHoldForSomeoneWhoRefusedAndNothingAboutThemIsKeptHere() {
        var place = aTelevision();
        var cap = new FrequencyCap(Level.CREATIVE, Per.PERSON, 2, Duration.ofDays(1));
        live(place, aLineItem().cap(cap));
        var person = known(APerson.withA("tv").refused(true));
        var slot = place.slot();

        var first = ask(person.device(), request(SPORT, place));
        var second = ask(person.device(), request(SPORT, place, first.getString("exposureState")));
        var third = ask(person.device(), request(SPORT, place, second.getString("exposureState")));

        assertThat(List.of(outcome(first), outcome(second))).containsOnly("ad");
        assertThat(reason(third)).isEqualTo("frequency-capped");
        assertThat(third.getString("exposureState")).isNotNull();
        // The state is all there is: without it, the count begins anew.
        assertThat(outcome(ask(person.device(), SPORT, slot))).isEqualTo("ad");
        assertThat(third.getString("decisions[0].decisionId"))
                .satisfies(id -> await().untilAsserted(() -> assertThat(told(id))
                        .isInstanceOfSatisfying(DecisionMade.NoAd.class, event -> {
                            assertThat(event.personId()).isNull();
                            assertThat(event.deviceId()).isNull();
                        })));
    }

    @Test
    void withConsentOffNobodySeesACreativeMoreOftenThanWithConsentOn() {
        var place = aTelevision();
        live(
                place,
                aLineItem()
                        .cap(
                                new FrequencyCap(Level.CAMPAIGN, Per.PERSON, 3, Duration.ofDays(1)),
                                new FrequencyCap(Level.CREATIVE, Per.DEVICE, 5, Duration.ofDays(7))));

        assertThat(adsOutOf(10, known(APerson.withA("tv").refused(true)), place))
                .isEqualTo(adsOutOf(10, known(APerson.withA("tv")), place))
                .isEqualTo(3);
    }

    @Test
    void theMinimumGapOfASceneHoldsAlsoForSomeoneWhoRefused() {
        var calendar = Scene.of("personal/calendar");
        var place = aPlace("phone", "personal", SlotClass.BANNER, calendar);
        live(place, aLineItem().scenes(calendar), null, calendar);
        var person = known(APerson.withA("phone"));
        var refuser = known(APerson.withA("phone").refused(true));

        assertThat(outcome(ask(person.device(), request(calendar, place)))).isEqualTo("ad");
        assertThat(reason(ask(person.device(), request(calendar, place)))).isEqualTo("minimum-gap");
        var state = ask(refuser.device(), request(calendar, place)).getString("exposureState");
        assertThat(reason(ask(refuser.device(), request(calendar, place, state))))
                .isEqualTo("minimum-gap");
    }

    @Test
    void whatFailsCostsAnAdAndNeverTheAnswer() {
        var place = aTelevision();
        var broken = aTelevision();
        live(place, aLineItem());
        var windowBeyondTime = Duration.ofSeconds(Long.MAX_VALUE);

        live(broken, aLineItem().cap(new FrequencyCap(Level.CREATIVE, Per.PERSON, 1, windowBeyondTime)), "internal");
        var answer = ask(
                aDevice(),
                Map.of(
                        "scene",
                        "home/sport",
                        "opportunities",
                        List.of(opportunity("1", broken.slot()), opportunity("2", place.slot()))));

        assertThat(answer.getList("decisions.outcome")).isEqualTo(List.of("no-ad", "ad"));
        assertThat(answer.getString("decisions[0].reason")).isEqualTo("internal");
    }

    @Test
    void anAlteredExposureStateIsIgnoredAndReplaced() {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv").refused(true));

        var answer = ask(person.device(), request(SPORT, place, "AAAA"));

        assertThat(outcome(answer)).isEqualTo("ad");
        assertThat(answer.getString("exposureState")).isNotBlank().isNotEqualTo("AAAA");
    }

    @Test
    void inPublicNothingPersonalIsUsedOrKept() throws IOException, InvalidReceipt {
        var place = aPlace("store-screen", "public", SlotClass.BANNER, Scene.of("public/life"));
        var inPublic = Scene.of("public/life");
        var item = live(place, aLineItem().scenes(inPublic), null, inPublic);
        var person = known(
                APerson.withA("store-screen").permitting("rice-texture:soft").quietIn(inPublic));
        publish(aLineItem().scenes(inPublic).on(place.touchpoint()).forAiot("rice-texture:soft"));

        var answer = ask(person.device(), request(inPublic, place));

        assertThat(answer.getString("decisions[0].ad.lineItemId"))
                .isEqualTo(item.id().toString());
        assertThat(receipt(answer).showing().personId()).isNull();
        assertThat(receipt(answer).showing().deviceId()).isNull();
        assertThat(answer.getString("exposureState")).isNotBlank();
    }

    @Test
    void whatSomeoneHidesIsGoneFromTheNextDecisionOn() throws IOException, InvalidReceipt {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv"));
        var showing = receipt(ask(person.device(), request(SPORT, place))).showing();

        var now = Instant.now();
        publish(new ExperienceEvent.Hide(showing, now, now, ExperienceEvent.Scope.CREATIVE));

        await().atMost(2, SECONDS)
                .untilAsserted(() -> assertThat(reason(ask(person.device(), SPORT, place.slot())))
                        .isEqualTo("hidden-by-person"));
        assertThat(outcome(ask(aDevice(), SPORT, place.slot()))).isEqualTo("ad");
    }

    @Test
    void whatSomeoneWhoRefusedHidesIsGoneToo() throws IOException, InvalidReceipt {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv").refused(true));
        var showing = receipt(ask(person.device(), request(SPORT, place))).showing();

        var now = Instant.now();
        publish(new ExperienceEvent.Hide(showing, now, now, ExperienceEvent.Scope.ADVERTISER));

        await().atMost(2, SECONDS)
                .untilAsserted(() -> assertThat(reason(ask(person.device(), SPORT, place.slot())))
                        .isEqualTo("hidden-by-person"));
    }

    @Test
    void aSuspensionHoldsInItsSlotAndSceneAndNowhereElse() {
        var place = aTelevision();
        var other = aTelevision();
        var item = aLineItem().scenes(SPORT, LIFE).on(place.touchpoint(), other.touchpoint());
        publish(item);
        awaitAd(place, SPORT);

        var suspension =
                new Suspension(place.slot(), item.creative(), SPORT, "closed by 41 of 60", Instant.now(), null);
        publish(suspension);

        await().atMost(2, SECONDS)
                .untilAsserted(() ->
                        assertThat(reason(ask(aDevice(), SPORT, place.slot()))).isEqualTo("suspended"));
        assertThat(outcome(ask(aDevice(), LIFE, place.slot()))).isEqualTo("ad");
        assertThat(outcome(ask(aDevice(), SPORT, other.slot()))).isEqualTo("ad");
        var id = ask(aDevice(), SPORT, place.slot()).getString("decisions[0].decisionId");
        await().untilAsserted(() -> assertThat(told(id))
                .isInstanceOfSatisfying(
                        DecisionMade.NoAd.class,
                        event -> assertThat(event.forgoneMicros()).isEqualTo(30_000)));

        Suite.send(Topics.CONTROLS, suspension.scope(), null);

        await().atMost(2, SECONDS)
                .untilAsserted(() ->
                        assertThat(outcome(ask(aDevice(), SPORT, place.slot()))).isEqualTo("ad"));
    }

    @Test
    void aScenePriceStopsWhatAnnoysAndBooksWhatThatCosts() {
        var moment = "m" + UUID.randomUUID().toString().substring(0, 30);
        operator().body(Map.of("name", Map.of("zh", "夜", "en", "Night"))).put("/v1/scenes/moments/" + moment);
        var night = Scene.of("home/" + moment);
        var place = aPlace("tv", "home", SlotClass.BANNER, night, LIFE);
        var item = live(place, aLineItem().scenes(night, LIFE), null, night);
        publish(new ResponseRates(item.creative(), night, .01, .4, 0, 0, .02, 1_000, Instant.now(), null));

        publish(new ScenePrice(night, 1_000_000, .08, "close rate .4 over the accepted .08", Instant.now()));

        await().atMost(2, SECONDS)
                .untilAsserted(() ->
                        assertThat(reason(ask(aDevice(), night, place.slot()))).isEqualTo("not-worth-the-harm"));
        assertThat(outcome(ask(aDevice(), LIFE, place.slot()))).isEqualTo("ad");
        var id = ask(aDevice(), night, place.slot()).getString("decisions[0].decisionId");
        await().untilAsserted(() -> assertThat(told(id)).isInstanceOfSatisfying(DecisionMade.NoAd.class, event -> {
            assertThat(event.forgoneMicros()).isEqualTo(30_000);
            assertThat(event.contest()).as("restraint leaves nothing to chance").isNull();
        }));
        operator().get("/v1/view").then().body("controls.scenePrices.scene", hasItem(night.toString()));
    }

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
        var second = place.touchpoint() + ".two";
        operator().body(Suite.slot(place.touchpoint(), SlotClass.BANNER, SPORT)).put("/v1/slots/" + second);
        Suite.operatorOf(Suite.TEAM).put("/v1/slots/" + second + "/consent");
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
    void whoHasNoMoneyIsNotShown() {
        var place = aTelevision();

        live(place, aLineItem().withoutMoney(), "no-budget");
    }

    @Test
    void aLineItemMadeForOtherSlotsHasNoVariant() {
        var place = aTelevision();

        live(place, aLineItem().slotClass(SlotClass.OTT), "no-variant");
    }

    @Test
    void aRecordThatIsNoLineItemIsPutAsideAndTheNextIsRead() {
        var place = aTelevision();
        var key = UUID.randomUUID().toString();

        Suite.send(Topics.LINE_ITEMS, key, "{\"lineItemId\":7".getBytes(UTF_8));
        live(place, aLineItem());

        await().untilAsserted(() -> assertThat(Suite.all(Topics.deadLetter(Topics.LINE_ITEMS, "placement-service")))
                .anySatisfy(record -> {
                    assertThat(record.key()).isEqualTo(key);
                    assertThat(new String(record.headers()
                                    .lastHeader("dead-letter-reason")
                                    .value()))
                            .isEqualTo("cannot read a LiveLineItem");
                }));
    }

    @Test
    void anOperatorSeesEveryCandidateAndWhyItLost() {
        var place = aTelevision();
        var campaign = new CampaignId(UUID.randomUUID());
        var winner = aLineItem();
        var outbid = live(
                place,
                aLineItem()
                        .bid(PricingModel.CPM, 20_000_000)
                        .of(campaign, aLineItem().advertiser()));
        publish(aLineItem().on(place.touchpoint()).forAiot("rice-texture:soft"));
        publish(aLineItem().on(place.touchpoint()).slotClass(SlotClass.OTT));
        publish(winner.on(place.touchpoint()));
        var person = known(APerson.withA("tv"));
        await().untilAsserted(() -> assertThat(shown(ask(person.device(), SPORT, place.slot())))
                .isEqualTo(winner.id().toString()));
        var id = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");

        var explanation = operator()
                .get("/v1/decisions/" + id + "/explanation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(explanation.getList("candidates.outcome"))
                .isEqualTo(List.of("shown", "outbid", "no-permission", "no-variant"));
        assertThat(explanation.getString("candidates[1].lineItemId"))
                .isEqualTo(outbid.id().toString());
        assertThat(explanation.getDouble("candidates[0].score.valueMicros")).isEqualTo(30_000);
        assertThat(explanation.getDouble("candidates[0].score.netMicros"))
                .isGreaterThan(explanation.getDouble("candidates[1].score.netMicros"));
        assertThat(explanation.getString("standing")).isEqualTo("known");
        assertThat(explanation.getString("catalogueAge")).isNotNull();
        assertThat(explanation.prettify())
                .doesNotContain(person.id().toString(), person.device().toString());
    }

    @Test
    void thePersonReadsTheirSentenceAndNobodyElseDoes() {
        var place = aTelevision();
        live(place, aLineItem().forAiot("rice-texture:soft"), "no-permission");
        var person = known(APerson.withA("tv").permitting("rice-texture:soft"));
        var other = known(APerson.withA("tv"));
        var shown = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");
        var none = ask(person.device(), LIFE, place.slot()).getString("decisions[0].decisionId");
        var path = "/v1/decisions/" + shown + "/explanation";

        isProblem(given().get(path), 401);
        isProblem(Suite.device(person.device()).get(path), 403);
        isProblem(Suite.person(other.id()).get(path), 404);
        isProblem(Suite.person(person.id()).get("/v1/decisions/" + UUID.randomUUID() + "/explanation"), 404);
        isProblem(Suite.person(person.id()).get("/v1/decisions/one/explanation"), 400)
                .body("violations.field", hasItem("id"));

        Suite.person(person.id())
                .get(path)
                .then()
                .statusCode(200)
                .body("zh", equalTo("因为您允许把电饭煲上的“rice texture: soft”用于电视广告"))
                .body("en", containsString("rice cooker"))
                .body("why.tag", equalTo("rice-texture:soft"))
                .body("why.switch", equalTo("/v1/people/" + person.id() + "/permissions"))
                .body("payer", equalTo("Qinghe Rice"))
                .body("candidates", nullValue());
        Suite.person(person.id())
                .get("/v1/decisions/" + none + "/explanation")
                .then()
                .statusCode(200)
                .body("reason", equalTo("no-candidate"))
                .body("zh", containsString("没有"));
    }

    @Test
    void whoIsForgottenLeavesNothingBehind() {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv").atMost(1, SPORT));
        var id = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");
        assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad-load-reached");

        Suite.forget(person.id());

        await().atMost(2, SECONDS)
                .untilAsserted(() -> assertThat(outcome(ask(person.device(), SPORT, place.slot())))
                        .isEqualTo("ad"));
        operator().get("/v1/decisions/" + id + "/explanation").then().statusCode(404);
    }

    @Test
    void theViewTellsWhatThisReplicaKnows() {
        var view = operator().get("/v1/view").then().statusCode(200).extract().jsonPath();

        assertThat(view.getBoolean("caughtUp")).isTrue();
        assertThat(view.getMap("ages")).containsKeys(Topics.LINE_ITEMS, Topics.PROJECTIONS, Topics.CONTROLS);
        given().get("/q/health/ready").then().statusCode(200);
    }

    private static int adsOutOf(int times, APerson person, Place place) {
        var ads = 0;
        var state = "";
        for (var i = 0; i < times; i++) {
            var answer = ask(person.device(), request(SPORT, place, state));
            state = answer.getString("exposureState") == null ? "" : answer.getString("exposureState");
            ads += outcome(answer).equals("ad") ? 1 : 0;
        }
        return ads;
    }

    private static String reasonFor(APerson person, Place place) {
        return reason(ask(known(person).device(), SPORT, place.slot()));
    }

    /** Publishes the person and waits until placement knows them. */
    private static APerson known(APerson person) {
        int before = operator().get("/v1/view").then().extract().path("projections");
        publish(person.projection());
        await().until(() -> (int) operator().get("/v1/view").then().extract().path("projections") > before);
        return person;
    }

    /** Publishes the line item for this place alone and waits until it is shown there. */
    private static ALineItem live(Place place, ALineItem item) {
        return live(place, item, null);
    }

    private static ALineItem live(Place place, ALineItem item, String reason) {
        return live(place, item, reason, SPORT);
    }

    /** Publishes the line item for this place alone, and waits until it is shown to a stranger, or is not for a reason. */
    private static ALineItem live(Place place, ALineItem item, String reason, Scene scene) {
        publish(item.on(place.touchpoint()));
        if (reason == null) {
            awaitAd(place, scene);
        } else {
            await().untilAsserted(() ->
                    assertThat(reason(ask(aDevice(), scene, place.slot()))).isEqualTo(reason));
        }
        return item;
    }

    private static void awaitAd(Place place, Scene scene) {
        await().untilAsserted(() ->
                assertThat(outcome(ask(aDevice(), scene, place.slot()))).isEqualTo("ad"));
    }

    private static DecisionMade told(String decisionId) {
        return Suite.all(Topics.DECISIONS).stream()
                .map(record -> Json.read(record.value(), DecisionMade.class))
                .filter(event -> event.decisionId().toString().equals(decisionId))
                .findFirst()
                .orElse(null);
    }

    private static Receipt receipt(JsonPath answer) throws IOException, InvalidReceipt {
        var file = ConfigProvider.getConfig().getValue("houdao.receipt.keyset-file", String.class);
        return Receipts.with(Files.readString(Path.of(file)))
                .open(answer.getString("decisions[0].ad.receipt"), Instant.now());
    }

    private static String outcome(JsonPath answer) {
        return answer.getString("decisions[0].outcome");
    }

    private static String reason(JsonPath answer) {
        return answer.getString("decisions[0].reason");
    }

    private static String shown(JsonPath answer) {
        return answer.getString("decisions[0].ad.lineItemId");
    }

    private static Map<String, Object> request(Scene scene, Place place) {
        return request(scene, place, "");
    }

    private static Map<String, Object> request(Scene scene, Place place, String exposureState) {
        return Map.of(
                "scene",
                scene.toString(),
                "opportunities",
                List.of(opportunity("1", place.slot())),
                "exposureState",
                exposureState);
    }

    private static void refuses(Object body, String field) {
        isProblem(Suite.device(aDevice()).body(body).post("/v1/decisions"), 400)
                .body("violations.field", hasItem(containsString(field)));
    }

    private static ValidatableResponse isProblem(Response response, int status) {
        return response.then().statusCode(status).contentType("application/problem+json");
    }
}
