package io.houdao.endtoend.story;

import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Cell;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A breakfast offer on the alarm clock, with permission: from the advertiser's draft to the master switch. */
public final class StoryA extends Story {

    private static final String SLOT = "alarm-clock.after-ring-card";
    private static final String SCENE = "personal/life";
    private static final Cell WAKING = new Cell("wristband", "sleep-schedule", "phone");
    private static final Duration CATALOGUE_SOON = Duration.ofSeconds(10);

    public StoryA(Drivers drivers, Narrator narrator) {
        super(drivers, narrator);
    }

    @Override
    public void play() {
        title(
                "A  Breakfast on the alarm clock",
                "A shop wants to greet early risers. Lin rises early. Nothing happens until she says that it may.");
        var campaign = advertiserSubmits();
        var lin = Cast.person(drivers);
        var phone = Cast.device(drivers, lin, "phone", false);
        var wristband = Cast.device(drivers, lin, "wristband", false);

        wristbandReports(wristband);
        nothingWithoutPermission(phone, campaign);
        linGrants(lin);
        var ad = theOfferAppears(phone, campaign);
        phoneTells(phone, ad);
        linSilencesEverything(lin, phone, wristband);
    }

    private LiveCampaign advertiserSubmits() {
        var advertiserId = DemoWorld.advertiserId("chenguang");
        var fromFile = DataFiles.json("/story/breakfast.json");
        LiveCampaign.stopEarlier(drivers, advertiserId, fromFile.path("name").asText());

        var draft =
                step("The shop drafts a campaign: what people get is stated first, and the data it needs is declared.")
                        .shows(
                                "/lineItems/0/status",
                                "/name",
                                "/lineItems/0/creatives/0/benefit",
                                "/lineItems/0/audience/aiot")
                        .asking(() -> drivers.campaign()
                                .draft(
                                        advertiserId,
                                        UUID.randomUUID().toString(),
                                        Launch.dated(fromFile, Instant.now())));
        var campaign = LiveCampaign.of(advertiserId, draft);

        var submission = step("It hands the campaign in. The bottom line is checked by machine, at once.")
                .shows("/status", "/findings")
                .asking(() -> drivers.campaign().submit(advertiserId, campaign.campaignId()));
        expect(
                "the bottom line is met and a reviewer is asked",
                submission.path("status").asText().equals("in-review"),
                submission);

        var review = Json.id(submission, "reviewId");
        expect(
                "the review is in the queue",
                drivers.campaign().openReviews().stream()
                        .anyMatch(open -> Json.id(open, "reviewId").equals(review)),
                review);
        step("A reviewer, who is not the author, judges its values and must give three reasons.")
                .shows("/status", "/userBenefit", "/sincerity", "/sceneFit")
                .doing(() -> drivers.campaign()
                        .pass(
                                review,
                                "A free cup of soy milk, no purchase needed.",
                                "The shop is downstairs and honours the coupon.",
                                "It greets people when they think of breakfast."));
        return campaign;
    }

    private void wristbandReports(UUID wristband) {
        step("Lin's wristband learns that she gets up early. It reports one tag; when she slept stays on her wrist.")
                .shows("/items/0/tag", "/items/0/provenance", "/items/0/expiresAt")
                .doing(() -> drivers.profile().report(wristband, "wake-time:early"));
    }

    private void nothingWithoutPermission(UUID phone, LiveCampaign campaign) {
        var refusal = step("Her alarm rings. Her phone asks what to show on the card after it.")
                .shows("/decisions/0/outcome", "/decisions/0/reason")
                .expectWithin(
                        CATALOGUE_SOON,
                        "the answer says that a permission is missing",
                        () -> drivers.placement().ask(phone, SCENE, SLOT),
                        decision -> "no-permission".equals(decision.reason()));
        expect("there is no ad, and that is a normal answer", !refusal.shows(campaign.lineItemId()), refusal);
    }

    private void linGrants(UUID lin) {
        step("Lin allows it: when my wristband sees me get up, my phone may use that for ads.")
                .shows("/source", "/dataKind", "/surface", "/decision")
                .doing(() -> drivers.profile().grant(lin, WAKING));
    }

    private Decision.Ad theOfferAppears(UUID phone, LiveCampaign campaign) {
        var decision = step("Next morning her phone asks again.")
                .shows(
                        "/decisions/0/outcome",
                        "/decisions/0/ad/label",
                        "/decisions/0/ad/payer",
                        "/decisions/0/ad/benefit",
                        "/decisions/0/ad/why/zh",
                        "/decisions/0/ad/why/en",
                        "/decisions/0/ad/why/tag",
                        "/decisions/0/ad/why/source",
                        "/decisions/0/ad/why/switch")
                .expectWithin(
                        SOON,
                        "the permission holds for a decision within two seconds",
                        () -> drivers.placement().ask(phone, SCENE, SLOT),
                        Decision::isAd);
        var ad = decision.shown();
        expect("it is the breakfast offer", ad.lineItemId().equals(campaign.lineItemId()), ad);
        expect(
                "it is labelled as an ad and says who pays",
                ad.label().equals("广告") && !ad.payer().isBlank(),
                ad);
        expect("it says what she gets", !ad.benefit().isBlank(), ad);
        expect(
                "it says why: the tag, and the device it came from",
                "wake-time:early".equals(ad.why().tag())
                        && "wristband".equals(ad.why().source())
                        && ad.why().zh().contains("手环"),
                ad.why());
        return ad;
    }

    private void phoneTells(UUID phone, Decision.Ad ad) {
        var accepted = step("The phone tells what happened: it was shown, and its × was there within a second.")
                .shows("/accepted", "/refused")
                .asking(() -> drivers.feedback()
                        .tell(
                                phone,
                                List.of(
                                        Event.impression(ad.receipt()),
                                        Event.offered(ad.receipt(), Duration.ofMillis(600)))));
        expect("both events are safe before they are acknowledged", accepted == 2, accepted);
    }

    private void linSilencesEverything(UUID lin, UUID phone, UUID wristband) {
        step("Lin has had enough for today and turns the master switch.")
                .shows("/adsOff")
                .doing(() -> drivers.profile().setAdsOff(lin, true));
        expectWithin(
                SOON,
                "her phone is silent",
                () -> drivers.placement().ask(phone, SCENE, SLOT),
                decision -> "ads-off".equals(decision.reason()));
        expectWithin(
                SOON,
                "and so is her wristband",
                () -> drivers.placement().ask(wristband, SCENE, "wristband.wake-card"),
                decision -> "ads-off".equals(decision.reason()));
    }
}
