package io.houdao.placement.decision.eligibility;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static io.houdao.placement.decision.candidates.Given.aCandidate;
import static io.houdao.placement.decision.eligibility.RejectionReason.*;
import static io.houdao.placement.decision.eligibility.RejectionReason.CAP_TIGHTENED;
import static io.houdao.placement.decision.eligibility.Scenario.SLOT;
import static io.houdao.placement.decision.eligibility.Scenario.TV;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.Daypart;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.feedback.ExperienceControl.AdFree;
import io.houdao.contracts.feedback.ExperienceControl.HoldBack;
import io.houdao.contracts.feedback.ExperienceControl.Suspension;
import io.houdao.contracts.feedback.ExperienceControl.TightenedCap;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.decision.candidates.Response;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import io.houdao.placement.exposure.Fingerprint;
import io.houdao.placement.exposure.Memories;
import io.houdao.placement.exposure.Memory;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final Scenario scenario = new Scenario();

    @Test
    void nothingSpeaksAgainstAnAdForEverybody() {
        assertThat(scenario.objectionToAnyAd()).isNull();
        assertThat(scenario.objectionTo(aCandidate(aLineItem()))).isNull();
    }

    @Test
    void theSwitchesOfThePersonComeFirst() {
        scenario.quiet = true;
        assertThat(scenario.objectionToAnyAd()).isEqualTo(QUIET_SCENE);
        scenario.muted = true;
        assertThat(scenario.objectionToAnyAd()).isEqualTo(TOUCHPOINT_MUTED);
        scenario.silent = true;
        assertThat(scenario.objectionToAnyAd()).isEqualTo(SILENT);
        scenario.adsOff = true;
        assertThat(scenario.objectionToAnyAd()).isEqualTo(ADS_OFF);
        scenario.standing = Standing.UNAVAILABLE;
        assertThat(scenario.objectionToAnyAd()).isEqualTo(PROFILE_UNAVAILABLE);
    }

    @Test
    void whoWasPromisedDaysWithoutAdsHasThemUntilTheyAreOver() {
        scenario.controls.set(new AdFree(scenario.person, NOON.minus(DAY), NOON.plusSeconds(60)));
        scenario.controls.set(new AdFree(new PersonId(UUID.randomUUID()), NOON.minus(DAY), NOON.plus(DAY)));
        scenario.now = NOON.plusSeconds(60).minusMillis(1);
        assertThat(scenario.objectionToAnyAd()).isEqualTo(AD_FREE);

        scenario.now = NOON.plusSeconds(60);
        assertThat(scenario.objectionToAnyAd()).isNull();
    }

    @Test
    void theLowerOfTwoDailyLimitsHolds() {
        scenario.dailyAds = 2;
        scenario.saw(aCandidate(aLineItem()), NOON.minus(DAY).plusMillis(1), TV);
        assertThat(scenario.objectionToAnyAd()).isNull();

        scenario.ownDailyLimit = 1;
        assertThat(scenario.objectionToAnyAd()).isEqualTo(AD_LOAD_REACHED);

        scenario.ownDailyLimit = 5;
        scenario.saw(aCandidate(aLineItem()), NOON.minusSeconds(1), TV);
        assertThat(scenario.objectionToAnyAd()).isEqualTo(AD_LOAD_REACHED);
    }

    @Test
    void whoIsHeldBackSeesAtMostHalfAsMany() {
        scenario.dailyAds = 4;
        scenario.saw(aCandidate(aLineItem()), NOON.minusSeconds(2), TV);
        scenario.controls.set(new HoldBack(1, NOON));
        assertThat(scenario.objectionToAnyAd()).isNull();

        scenario.saw(aCandidate(aLineItem()), NOON.minusSeconds(1), TV);
        assertThat(scenario.objectionToAnyAd()).isEqualTo(AD_LOAD_REACHED);

        scenario.controls.lift("hold-back");
        assertThat(scenario.objectionToAnyAd()).isNull();
    }

    @Test
    void anAdOfExactlyADayAgoIsNoLoadAnyMore() {
        scenario.dailyAds = 1;
        scenario.saw(aCandidate(aLineItem()), NOON.minus(DAY), TV);

        assertThat(scenario.objectionToAnyAd()).isNull();
    }

    @Test
    void theMinimumGapEndsExactlyOneGapLater() {
        scenario.minimumGap = Duration.ofMinutes(5);
        scenario.saw(aCandidate(aLineItem()), NOON, TV);

        scenario.now = NOON.plus(Duration.ofMinutes(5)).minusMillis(1);
        assertThat(scenario.objectionToAnyAd()).isEqualTo(MINIMUM_GAP);

        scenario.now = NOON.plus(Duration.ofMinutes(5));
        assertThat(scenario.objectionToAnyAd()).isNull();
    }

    @Test
    void aFlightRunsFromItsStartUntilJustBeforeItsEnd() {
        var candidate = aCandidate(aLineItem().flight(NOON, NOON.plusSeconds(60)));

        assertThat(objectionAt(NOON.minusMillis(1), candidate)).isEqualTo(OUT_OF_FLIGHT);
        assertThat(objectionAt(NOON, candidate)).isNull();
        assertThat(objectionAt(NOON.plusSeconds(60).minusMillis(1), candidate)).isNull();
        assertThat(objectionAt(NOON.plusSeconds(60), candidate)).isEqualTo(OUT_OF_FLIGHT);
    }

    @Test
    void aDaypartIsMeantByTheAdvertisersClock() {
        var saturdayMorning = new Daypart(Set.of(DayOfWeek.SATURDAY), 6, 10);
        var candidate = aCandidate(aLineItem().zone("Asia/Shanghai").daypart(saturdayMorning));

        assertThat(objectionAt(Instant.parse("2026-03-06T21:59:59.999Z"), candidate))
                .isEqualTo(OUT_OF_DAYPART);
        assertThat(objectionAt(Instant.parse("2026-03-06T22:00:00Z"), candidate))
                .isNull();
        assertThat(objectionAt(Instant.parse("2026-03-07T01:59:59.999Z"), candidate))
                .isNull();
        assertThat(objectionAt(Instant.parse("2026-03-07T02:00:00Z"), candidate))
                .isEqualTo(OUT_OF_DAYPART);
    }

    @Test
    void aChildSeesOnlyWhatIsFitForChildren() {
        scenario.childRules = true;

        assertThat(scenario.objectionTo(aCandidate(aLineItem()))).isEqualTo(CHILD_RULES);
        assertThat(scenario.objectionTo(aCandidate(aLineItem().childSafe()))).isNull();
    }

    @Test
    void anAudienceNeedsTagsThatProveIt() {
        assertThat(scenario.objectionTo(aCandidate(aLineItem().forAiot("rice-texture:soft"))))
                .isEqualTo(NO_PERMISSION);
    }

    @Test
    void whatIsHiddenStaysHiddenBeItTheCreativeOrTheAdvertiser() {
        var creativeHidden = aCandidate(aLineItem());
        var advertiserHidden = aLineItem();
        var other = aCandidate(aLineItem());

        scenario.memory = Memories.thatHide(
                creativeHidden.creativeFingerprint(),
                Fingerprint.of(advertiserHidden.advertiser().value()));

        assertThat(scenario.objectionTo(creativeHidden)).isEqualTo(HIDDEN_BY_PERSON);
        assertThat(scenario.objectionTo(aCandidate(advertiserHidden))).isEqualTo(HIDDEN_BY_PERSON);
        assertThat(scenario.objectionTo(other)).isNull();
    }

    @Test
    void aFrequencyCapOpensAgainExactlyOneWindowLater() {
        var candidate = aCandidate(aLineItem().cap(new FrequencyCap(Level.LINE_ITEM, Per.PERSON, 2, DAY)));
        scenario.saw(candidate, NOON, TV);
        assertThat(objectionAt(NOON.plusSeconds(1), candidate)).isNull();

        scenario.saw(candidate, NOON.plusSeconds(60), TV);
        assertThat(objectionAt(NOON.plus(DAY).minusMillis(1), candidate)).isEqualTo(FREQUENCY_CAPPED);
        assertThat(objectionAt(NOON.plus(DAY), candidate)).isNull();
    }

    /** Of a creative, line item, campaign or advertiser; on a device, to a person or a household; in each of these windows. */
    @Test
    void everyKindOfCapCountsWhatItNamesAndNothingElse() {
        for (var level : Level.values()) {
            for (var per : Per.values()) {
                for (var window : List.of(Duration.ofMinutes(1), Duration.ofHours(1), DAY, FrequencyCap.FOREVER)) {
                    holds(new FrequencyCap(level, per, 1, window));
                }
            }
        }
    }

    private void holds(FrequencyCap cap) {
        var ad = aLineItem().creatives(new CreativeId(UUID.randomUUID()), new CreativeId(UUID.randomUUID()));
        var sibling = aLineItem().of(ad.campaign(), ad.advertiser());
        var cousin = aLineItem().of(new CampaignId(UUID.randomUUID()), ad.advertiser());
        var capped = aCandidate(ad.cap(cap));
        var counted = List.of(capped, another(ad), aCandidate(sibling), aCandidate(cousin));
        var level = cap.level().ordinal();
        var phone = new DeviceId(UUID.randomUUID());

        scenario.memory = Memory.EMPTY;
        if (cap.per() == Per.PERSON) {
            scenario.partnerSaw(capped, NOON);
        } else if (cap.per() == Per.DEVICE) {
            scenario.saw(capped, NOON, phone);
        }
        counted.stream().skip(level + 1).forEach(other -> scenario.saw(other, NOON, TV));
        assertThat(objectionAt(NOON, capped)).as("%s", cap).isNull();

        if (cap.per() == Per.HOUSEHOLD) {
            scenario.partnerSaw(counted.get(level), NOON);
        } else {
            scenario.saw(counted.get(level), NOON, cap.per() == Per.DEVICE ? TV : phone);
        }
        assertThat(objectionAt(NOON.plus(cap.window()).minusMillis(1), capped))
                .as("%s", cap)
                .isEqualTo(FREQUENCY_CAPPED);
        assertThat(objectionAt(NOON.plus(cap.window()), capped)).as("%s", cap).isNull();
    }

    private static Candidate another(ALineItem creativeOf) {
        return Given.candidate(LineItem.of(creativeOf.live()), 1, Given.USUAL);
    }

    @Test
    void whileItCannotBeKnownWhatSomeoneSawEveryCapCountsAsReached() {
        var capped = aCandidate(aLineItem().cap(new FrequencyCap(Level.LINE_ITEM, Per.PERSON, 2, DAY)));
        scenario.standing = Standing.UNREMEMBERED;

        assertThat(scenario.objectionTo(capped)).isEqualTo(FREQUENCY_CAPPED);
        assertThat(scenario.objectionTo(aCandidate(aLineItem()))).isNull();
    }

    /** What counts for life is remembered apart from the rest, so that seeing much else does not hide it. */
    @Test
    void whoSawMoreThanIsRememberedIsStillShownWhatIsCappedForLife() {
        var forThirtyDays =
                aCandidate(aLineItem().cap(new FrequencyCap(Level.LINE_ITEM, Per.PERSON, 1, Duration.ofDays(30))));
        var forLife =
                aCandidate(aLineItem().cap(new FrequencyCap(Level.LINE_ITEM, Per.PERSON, 1, FrequencyCap.FOREVER)));
        var other = aCandidate(aLineItem());
        for (var number = 1; number <= 512; number++) {
            scenario.saw(other, NOON.minusSeconds(number), TV);
        }

        assertThat(scenario.objectionTo(forThirtyDays)).isEqualTo(FREQUENCY_CAPPED);
        assertThat(scenario.objectionTo(forLife)).isNull();

        scenario.saw(forLife, NOON.minusSeconds(1), TV);
        assertThat(scenario.objectionTo(forLife)).isEqualTo(FREQUENCY_CAPPED);
    }

    @Test
    void aCapPerDeviceCountsOnlyThisDevice() {
        var candidate = aCandidate(aLineItem().cap(new FrequencyCap(Level.CREATIVE, Per.DEVICE, 1, DAY)));
        scenario.saw(candidate, NOON.minusSeconds(1), new DeviceId(UUID.randomUUID()));
        assertThat(scenario.objectionTo(candidate)).isNull();

        scenario.saw(candidate, NOON.minusSeconds(1), TV);
        assertThat(scenario.objectionTo(candidate)).isEqualTo(FREQUENCY_CAPPED);
    }

    @Test
    void aCapOfACampaignCountsAllItsLineItems() {
        var campaign = new CampaignId(UUID.randomUUID());
        var advertiser = new AdvertiserId(UUID.randomUUID());
        var cap = new FrequencyCap(Level.CAMPAIGN, Per.PERSON, 1, DAY);
        var one = aCandidate(aLineItem().of(campaign, advertiser).cap(cap));
        var other = aCandidate(aLineItem().of(campaign, advertiser).cap(cap));
        var ofAnotherCampaign = aCandidate(
                aLineItem().of(new CampaignId(UUID.randomUUID()), advertiser).cap(cap));

        scenario.saw(one, NOON.minusSeconds(1), TV);

        assertThat(scenario.objectionTo(other)).isEqualTo(FREQUENCY_CAPPED);
        assertThat(scenario.objectionTo(ofAnotherCampaign)).isNull();
    }

    @Test
    void aCapOfAnAdvertiserCountsAllItsCampaigns() {
        var advertiser = new AdvertiserId(UUID.randomUUID());
        var cap = new FrequencyCap(Level.ADVERTISER, Per.HOUSEHOLD, 1, FrequencyCap.FOREVER);
        var one = aCandidate(aLineItem().of(new CampaignId(UUID.randomUUID()), advertiser));
        var other = aCandidate(
                aLineItem().of(new CampaignId(UUID.randomUUID()), advertiser).cap(cap));

        scenario.saw(one, NOON.minus(Duration.ofDays(29)), TV);

        assertThat(scenario.objectionTo(other)).isEqualTo(FREQUENCY_CAPPED);
    }

    @Test
    void whatContinuesACampaignIsForThoseWhoJustSawAnotherLineItemOfItThere() {
        var campaign = new CampaignId(UUID.randomUUID());
        var advertiser = new AdvertiserId(UUID.randomUUID());
        var boot = aCandidate(aLineItem().of(campaign, advertiser));
        var channel = aCandidate(aLineItem().of(campaign, advertiser).continuing(Duration.ofMinutes(10), Per.DEVICE));
        scenario.saw(boot, NOON, new DeviceId(UUID.randomUUID()));
        scenario.saw(channel, NOON, TV);
        scenario.saw(aCandidate(aLineItem().of(new CampaignId(UUID.randomUUID()), advertiser)), NOON, TV);
        assertThat(objectionAt(NOON.plusSeconds(1), channel)).isEqualTo(OUT_OF_SEQUENCE);

        scenario.saw(boot, NOON, TV);

        assertThat(objectionAt(NOON.plusSeconds(1), channel)).isNull();
        assertThat(objectionAt(NOON.plusSeconds(600).minusMillis(1), channel)).isNull();
        assertThat(objectionAt(NOON.plusSeconds(600), channel)).isEqualTo(OUT_OF_SEQUENCE);
    }

    @Test
    void oneAnswerShowsACreativeOnceAndACategoryOnce() {
        var shown = aCandidate(aLineItem().category("car"));
        var competitor = aCandidate(aLineItem().category("car"));
        var other = aCandidate(aLineItem().category("food"));
        scenario.answered.add(shown);

        assertThat(scenario.objectionTo(shown)).isEqualTo(ALREADY_IN_ANSWER);
        assertThat(scenario.objectionTo(competitor)).isEqualTo(COMPETITOR_IN_ANSWER);
        assertThat(scenario.objectionTo(other)).isNull();
    }

    @Test
    void aSuspensionHoldsInItsSlotAndSceneUntilItsEnd() {
        var suspended = aLineItem();
        var elsewhere = aLineItem();
        suspend(SLOT, suspended.creative(), SPORT, NOON.plusSeconds(60));
        suspend(new SlotId("tv-launcher.other"), elsewhere.creative(), SPORT, null);
        suspend(SLOT, elsewhere.creative(), Scene.of("home/life"), null);

        assertThat(objectionAt(NOON.plusSeconds(60).minusMillis(1), aCandidate(suspended)))
                .isEqualTo(SUSPENDED);
        assertThat(objectionAt(NOON.plusSeconds(60), aCandidate(suspended))).isNull();
        assertThat(objectionAt(NOON, aCandidate(elsewhere))).isNull();
    }

    @Test
    void aSuspensionOfAllHoldsForAll() {
        suspend(SLOT, null, SPORT, null);

        assertThat(scenario.objectionTo(aCandidate(aLineItem()))).isEqualTo(SUSPENDED);

        scenario.controls.lift(Suspension.scopeOf(SLOT, null, SPORT));
        assertThat(scenario.objectionTo(aCandidate(aLineItem()))).isNull();
    }

    @Test
    void aTightenedCapHoldsInItsSlotAndSceneForThoseWhoSawItAnywhere() {
        var tightened = aCandidate(aLineItem());
        var elsewhere = aCandidate(aLineItem());
        tighten(SLOT, tightened, SPORT);
        tighten(new SlotId("tv-launcher.other"), elsewhere, SPORT);
        tighten(SLOT, elsewhere, Scene.of("home/life"));
        var phone = new DeviceId(UUID.randomUUID());
        assertThat(objectionAt(NOON, tightened)).isNull();

        scenario.saw(tightened, NOON, phone);
        scenario.saw(elsewhere, NOON, phone);

        assertThat(objectionAt(NOON.plus(DAY).minusMillis(1), tightened)).isEqualTo(CAP_TIGHTENED);
        assertThat(objectionAt(NOON.plus(DAY), tightened)).isNull();
        assertThat(objectionAt(NOON.plusSeconds(1), elsewhere)).isNull();
        scenario.standing = Standing.UNREMEMBERED;
        assertThat(objectionAt(NOON.plus(DAY), tightened)).isEqualTo(CAP_TIGHTENED);
    }

    private void tighten(SlotId slot, Candidate candidate, Scene scene) {
        var cap = new FrequencyCap(Level.CREATIVE, Per.PERSON, 1, DAY);
        scenario.controls.set(new TightenedCap(slot, candidate.creativeId(), scene, cap, "closed by 60 of 600", NOON));
    }

    @Test
    void harmMayReachTheLimitButNotExceedIt() {
        var harm = Given.COSTS.harmMicros(Given.USUAL);

        scenario.harmLimitMicros = (long) Math.ceil(harm);
        assertThat(scenario.objectionTo(aCandidate(aLineItem()))).isNull();

        scenario.harmLimitMicros = (long) Math.ceil(harm) - 1;
        assertThat(scenario.objectionTo(aCandidate(aLineItem()))).isEqualTo(OVER_HARM_LIMIT);
    }

    @Test
    void noBidBuysItsWayPastTheHarmLimit() {
        var annoying = new Response(.5, .1, .9, .1, 0, 0);
        var rich = aCandidate(aLineItem().bid(PricingModel.CPM, 1_000_000_000_000L), annoying);

        assertThat(scenario.objectionTo(rich)).isEqualTo(OVER_HARM_LIMIT);
    }

    @Test
    void aSlotTakesNoLessThanItsFloorExceptFromUs() {
        scenario.floorMicros = 30_000_000;

        assertThat(scenario.objectionTo(aCandidate(aLineItem().bid(PricingModel.CPM, 30_000_000))))
                .isNull();
        assertThat(scenario.objectionTo(aCandidate(aLineItem().bid(PricingModel.CPM, 29_999_999))))
                .isEqualTo(BELOW_FLOOR);
        assertThat(scenario.objectionTo(aCandidate(aLineItem().house()))).isNull();
    }

    @Test
    void whoMustPayNeedsLeasedMoneyThatHasNotExpired() {
        var paying = aCandidate(aLineItem());
        var house = aCandidate(aLineItem().house());
        var byTime = aCandidate(aLineItem().bid(PricingModel.FIXED_TIME, 1_000_000));
        assertThat(scenario.screen(paying).rejections()).containsOnlyKeys(NO_BUDGET);
        assertThat(scenario.screen(house, byTime).rejected()).isEmpty();

        scenario.leases.grant(UUID.randomUUID(), paying.lineItem().id(), 1, NOON.plusSeconds(1));
        assertThat(scenario.screen(paying).rejected()).isEmpty();

        scenario.now = NOON.plusSeconds(1);
        assertThat(scenario.screen(paying).rejections()).containsOnlyKeys(NO_BUDGET);
    }

    @Test
    void theReasonForNothingIsThatOfTheCandidatesThatCameFurthest() {
        var noPermission = aCandidate(aLineItem().forAiot("rice-texture:soft"));
        var noPermissionEither = aCandidate(aLineItem().forAiot("rice-texture:soft"));
        var noMoney = aCandidate(aLineItem());

        assertThat(scenario.screen().mainReason()).isEqualTo(NO_CANDIDATE);
        assertThat(scenario.screen(noPermission, noPermissionEither).mainReason())
                .isEqualTo(NO_PERMISSION);
        assertThat(scenario.screen(noPermission, noPermissionEither, noMoney).mainReason())
                .isEqualTo(NO_BUDGET);
    }

    @Test
    void ofThoseThatCameEquallyFarTheMostFrequentReasonIsTold() {
        suspend(SLOT, null, SPORT, null);
        scenario.harmLimitMicros = 1_000_000_000;
        var capped = aLineItem().cap(new FrequencyCap(Level.LINE_ITEM, Per.PERSON, 1, DAY));
        scenario.saw(aCandidate(capped), NOON.minusSeconds(1), TV);

        assertThat(scenario.screen(aCandidate(capped), aCandidate(aLineItem()), aCandidate(aLineItem()))
                        .mainReason())
                .isEqualTo(SUSPENDED);
    }

    private RejectionReason objectionAt(Instant now, Candidate candidate) {
        scenario.now = now;
        return scenario.objectionTo(candidate);
    }

    private void suspend(SlotId slot, CreativeId creative, Scene scene, Instant until) {
        scenario.controls.set(new Suspension(slot, creative, scene, "closed by 41 of 60", NOON, until));
    }
}
