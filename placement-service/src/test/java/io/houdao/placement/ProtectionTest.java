package io.houdao.placement;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static io.houdao.placement.Asking.adsOutOf;
import static io.houdao.placement.Asking.awaitAd;
import static io.houdao.placement.Asking.known;
import static io.houdao.placement.Asking.live;
import static io.houdao.placement.Asking.outcome;
import static io.houdao.placement.Asking.reason;
import static io.houdao.placement.Asking.receipt;
import static io.houdao.placement.Asking.request;
import static io.houdao.placement.Asking.told;
import static io.houdao.placement.Suite.aDevice;
import static io.houdao.placement.Suite.aPlace;
import static io.houdao.placement.Suite.aTelevision;
import static io.houdao.placement.Suite.ask;
import static io.houdao.placement.Suite.operator;
import static io.houdao.placement.Suite.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.feedback.ExperienceControl.AdFree;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.contracts.feedback.ExperienceControl.ScenePrice;
import io.houdao.contracts.feedback.ExperienceControl.Suspension;
import io.houdao.contracts.feedback.ExperienceControl.TightenedCap;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.InvalidReceipt;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.ErasureEvent.Confirmed;
import io.houdao.contracts.profile.ErasureEvent.Requested;
import io.houdao.contracts.profile.GraphEvent;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.local.LocalStackResource;
import io.houdao.placement.Suite.Place;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people are protected from: switches, caps, gaps, hides and restraint, with consent and without. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(CampaignStandIn.class)
class ProtectionTest {

    private static final Scene LIFE = Scene.of("home/life");

    @Test
    void aPermissionBringsTheAdAndItsWithdrawalTakesItAway() {
        var place = aTelevision();
        live(place, aLineItem().forAiot("rice-texture:soft"), "no-permission");
        var person = known(APerson.withA("tv"));
        assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("no-permission");

        publish(person.permitting("rice-texture:soft").projection());
        await().untilAsserted(() ->
                assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad"));
        var why = ask(person.device(), SPORT, place.slot()).<String, Object>getMap("decisions[0].ad.why");
        assertThat(why)
                .containsEntry("tag", "rice-texture:soft")
                .containsEntry("source", "rice-cooker")
                .containsEntry("zh", "因为您允许把电饭煲上的“rice texture: soft”用于电视广告")
                .containsEntry("switch", "/v1/people/" + person.id() + "/permissions");

        publish(person.permitting().projection());
        await().untilAsserted(() ->
                assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("no-permission"));
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
    void whereAChildMayBeWatchingNothingIsChosenByATag() {
        var place = aTelevision();
        live(place, aLineItem().childSafe().forAiot("rice-texture:soft"), "no-permission");
        var permitting = APerson.withA("tv").permitting("rice-texture:soft");
        assertThat(reasonFor(permitting, place)).isNull();

        var withAChild = APerson.withA("tv").permitting("rice-texture:soft").withAChild();

        assertThat(reasonFor(withAChild, place)).isEqualTo("no-permission");
    }

    @Test
    void whatOthersAskForHoldsOnWhatIsSharedAndNowhereElse() {
        var place = aTelevision();
        live(place, aLineItem());
        var muted = place.touchpoint();

        assertThat(reasonFor(APerson.withA("tv").sharingWithWhoMutes(muted, "phone"), place))
                .isNull();
        assertThat(reasonFor(APerson.withA("tv").sharingWithWhoIsQuietIn(SPORT, "phone"), place))
                .isNull();
        assertThat(reasonFor(APerson.withA("tv").sharingWithWhoWantsAtMost(0, SPORT, "phone"), place))
                .isNull();
        assertThat(reasonFor(APerson.withA("tv").sharingWithWhoMutes("another", "tv"), place))
                .isNull();
        assertThat(reasonFor(APerson.withA("tv").sharingWithWhoIsQuietIn(LIFE, "tv"), place))
                .isNull();
        assertThat(reasonFor(APerson.withA("tv").sharingWithWhoWantsAtMost(0, LIFE, "tv"), place))
                .isNull();

        assertThat(reasonFor(APerson.withA("tv").sharingWithWhoMutes(muted, "tv"), place))
                .isEqualTo("silent");
        assertThat(reasonFor(APerson.withA("tv").sharingWithWhoIsQuietIn(SPORT, "tv"), place))
                .isEqualTo("silent");
        assertThat(reasonFor(APerson.withA("tv").sharingWithWhoWantsAtMost(0, SPORT, "tv"), place))
                .isEqualTo("ad-load-reached");
    }

    @Test
    void whatOthersAskForHoldsWhereADeviceAsksAboutAnother() {
        var place = aTelevision();
        live(place, aLineItem());

        assertThat(reasonFor(APerson.withA("phone").sharingWithWhoIsQuietIn(SPORT, "watch"), place))
                .isNull();
        assertThat(reasonFor(APerson.withA("phone").sharingWithWhoIsQuietIn(SPORT, "tv"), place))
                .as("the tv asked about is shared")
                .isEqualTo("silent");
        assertThat(reasonFor(APerson.withA("phone").sharingWithWhoIsQuietIn(SPORT, "phone"), place))
                .as("the phone that asks is shared")
                .isEqualTo("silent");
    }

    @Test
    void onASharedScreenTheLeastDailyLimitHolds() {
        var place = aTelevision();
        live(place, aLineItem());
        var own = known(APerson.withA("tv").atMost(1, SPORT).sharingWithWhoWantsAtMost(2, SPORT, "tv"));
        var others = known(APerson.withA("tv").atMost(3, SPORT).sharingWithWhoWantsAtMost(2, SPORT, "tv"));

        assertThat(adsOutOf(4, own, place)).isEqualTo(1);
        assertThat(adsOutOf(4, others, place)).isEqualTo(2);
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
    void theMasterSwitchWorks() {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv"));
        assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad");

        publish(person.adsOff(true).projection());

        await().untilAsserted(() ->
                assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("ads-off"));
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

        await().untilAsserted(() ->
                assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("hidden-by-person"));
        assertThat(outcome(ask(aDevice(), SPORT, place.slot()))).isEqualTo("ad");
    }

    /** In the order in which profile-service tells it: the name is given up, and it was a merge. */
    @Test
    void whatSomeoneHidGoesAlongWhenTheyAreMerged() throws IOException, InvalidReceipt {
        var place = aTelevision();
        live(place, aLineItem());
        var former = known(APerson.withA("tv"));
        var person = known(APerson.withA("tv"));
        var showing = receipt(ask(former.device(), request(SPORT, place))).showing();
        var now = Instant.now();
        publish(new ExperienceEvent.Hide(showing, now, now, ExperienceEvent.Scope.CREATIVE));
        await().untilAsserted(() ->
                assertThat(reason(ask(former.device(), SPORT, place.slot()))).isEqualTo("hidden-by-person"));
        assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad");

        Suite.forget(former.id());
        publish(new GraphEvent.Merged(UUID.randomUUID(), 7, former.id(), person.id(), Set.of(), Instant.now()));

        await().untilAsserted(() ->
                assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("hidden-by-person"));
    }

    @Test
    void whatSomeoneWhoRefusedHidesIsGoneToo() throws IOException, InvalidReceipt {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv").refused(true));
        var showing = receipt(ask(person.device(), request(SPORT, place))).showing();

        var now = Instant.now();
        publish(new ExperienceEvent.Hide(showing, now, now, ExperienceEvent.Scope.ADVERTISER));

        await().untilAsserted(() ->
                assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("hidden-by-person"));
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

        await().untilAsserted(() ->
                assertThat(reason(ask(aDevice(), SPORT, place.slot()))).isEqualTo("suspended"));
        assertThat(outcome(ask(aDevice(), LIFE, place.slot()))).isEqualTo("ad");
        assertThat(outcome(ask(aDevice(), SPORT, other.slot()))).isEqualTo("ad");
        var id = ask(aDevice(), SPORT, place.slot()).getString("decisions[0].decisionId");
        await().untilAsserted(() -> assertThat(told(id))
                .isInstanceOfSatisfying(
                        DecisionMade.NoAd.class,
                        event -> assertThat(event.forgoneMicros()).isEqualTo(30_000)));

        Suite.send(Topics.CONTROLS, suspension.scope(), null);

        await().untilAsserted(() ->
                assertThat(outcome(ask(aDevice(), SPORT, place.slot()))).isEqualTo("ad"));
    }

    @Test
    void aTightenedCapIsHonouredOnTheNextDecisionInItsSlotAndSceneAndNowhereElse() {
        var place = aTelevision();
        var other = aTelevision();
        var item = aLineItem().scenes(SPORT, LIFE).on(place.touchpoint(), other.touchpoint());
        publish(item);
        awaitAd(place, SPORT);
        var person = known(APerson.withA("tv"));
        assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad");

        var once = new FrequencyCap(Level.CREATIVE, Per.PERSON, 1, Duration.ofDays(1));
        var tightened =
                new TightenedCap(place.slot(), item.creative(), SPORT, once, "closed by 60 of 600", Instant.now());
        publish(tightened);

        await().untilAsserted(() ->
                assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("cap-tightened"));
        assertThat(outcome(ask(aDevice(), SPORT, place.slot()))).isEqualTo("ad");
        assertThat(outcome(ask(person.device(), LIFE, place.slot()))).isEqualTo("ad");
        assertThat(outcome(ask(person.device(), SPORT, other.slot()))).isEqualTo("ad");
        var id = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");
        await().untilAsserted(() -> assertThat(told(id))
                .isInstanceOfSatisfying(
                        DecisionMade.NoAd.class,
                        event -> assertThat(event.forgoneMicros()).isEqualTo(30_000)));

        Suite.send(Topics.CONTROLS, tightened.scope(), null);

        await().untilAsserted(() ->
                assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad"));
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

        await().untilAsserted(() ->
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
    void whoIsForgottenLeavesNothingBehind() {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv").atMost(1, SPORT));
        var id = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");
        assertThat(reason(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad-load-reached");

        Suite.forget(person.id());

        await().untilAsserted(() ->
                assertThat(outcome(ask(person.device(), SPORT, place.slot()))).isEqualTo("ad"));
        awaitUnexplained(id);
    }

    @Test
    void whoRefusesIsForgottenByExplanationsToo() {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv"));
        var id = explained(person, place);

        publish(person.refused(true).projection());

        awaitUnexplained(id);
    }

    /** Whether or not their projection is gone by then. */
    @Test
    void anErasureIsConfirmedOnlyOnceExplanationsForgotThePerson() {
        var place = aTelevision();
        live(place, aLineItem());
        var person = known(APerson.withA("tv"));
        var id = explained(person, place);
        var erasure = UUID.randomUUID();

        Suite.send(
                Topics.ERASURES,
                erasure.toString(),
                Json.write(new Requested(erasure, person.id(), Set.of(), Instant.now())));

        await().until(() -> isConfirmed(erasure));
        explanation(id).then().statusCode(404);
    }

    private static String explained(APerson person, Place place) {
        var id = ask(person.device(), SPORT, place.slot()).getString("decisions[0].decisionId");
        explanation(id).then().statusCode(200);
        return id;
    }

    private static void awaitUnexplained(String decisionId) {
        await().untilAsserted(() -> explanation(decisionId).then().statusCode(404));
    }

    private static Response explanation(String decisionId) {
        return operator().get("/v1/decisions/" + decisionId + "/explanation");
    }

    @Test
    void anErasureTakesAlongWhatTheDevicesSawAndIsConfirmedOnlyThen() {
        var place = aTelevision();
        live(place, aLineItem().cap(new FrequencyCap(Level.LINE_ITEM, Per.DEVICE, 1, Duration.ofDays(1))));
        var device = aDevice();
        assertThat(outcome(ask(device, SPORT, place.slot()))).isEqualTo("ad");
        assertThat(reason(ask(device, SPORT, place.slot()))).isEqualTo("frequency-capped");
        var erasure = UUID.randomUUID();

        Suite.send(
                Topics.ERASURES,
                erasure.toString(),
                Json.write(new Requested(erasure, new PersonId(UUID.randomUUID()), Set.of(device), Instant.now())));

        await().until(() -> isConfirmed(erasure));
        assertThat(outcome(ask(device, SPORT, place.slot()))).isEqualTo("ad");
    }

    private static boolean isConfirmed(UUID erasure) {
        return Suite.all(Topics.ERASURES).stream()
                .map(record -> Json.read(record.value(), ErasureEvent.class))
                .anyMatch(event -> event instanceof Confirmed confirmed
                        && confirmed.erasureId().equals(erasure)
                        && confirmed.service().equals("placement-service"));
    }

    private static String reasonFor(APerson person, Place place) {
        return reason(ask(known(person).device(), SPORT, place.slot()));
    }
}
