package io.houdao.endtoend.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** A car brand on the TV whose close rate jumps in one scene, and a system that restrains itself there and nowhere else. */
public final class StoryL extends Story {

    private static final String SPORT = "home/sport";
    private static final String ENTERTAINMENT = "home/entertainment";
    private static final String HALF_TIME = "tv-player.half-time-card";
    private static final String PAUSE = "tv-player.pause-card";
    private static final int CALM_SHOWINGS = 30;
    private static final int MATCH_SHOWINGS = 60;
    private static final int WATCHED_WINDOWS = 5;
    private static final Duration COUNTED_SOON = Duration.ofSeconds(20);
    private static final Duration FEW_WINDOWS = Duration.ofSeconds(20);
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final Interruption interruption;

    public StoryL(Drivers drivers, Narrator narrator) {
        this(drivers, narrator, () -> {});
    }

    /** The same story, and something happens to the suite in the middle of it. */
    StoryL(Drivers drivers, Narrator narrator, Interruption interruption) {
        super(drivers, narrator);
        this.interruption = interruption;
    }

    /** What happens to the suite in the middle of the story, after the closes were acknowledged. */
    @FunctionalInterface
    interface Interruption {

        void happens();
    }

    @Override
    public void play() {
        title(
                "L  The car during the match",
                "A car brand runs on the TV. One evening the match is on, and people begin to press the × at half-time.");
        var campaign = goLive();
        takeBackEarlierActs();
        var televisions = Cast.televisions(drivers, 8 * CALM_SHOWINGS + 2 * MATCH_SHOWINGS + 40);
        awaitOnAir(campaign, televisions);

        anOrdinaryEvening(campaign, televisions);
        var sportBefore = drivers.feedback().priceOfHarm(SPORT);
        var entertainmentBefore = drivers.feedback().priceOfHarm(ENTERTAINMENT);
        theMatch(campaign, televisions);
        interruption.happens();

        onlyThatPlaceIsSuspended(campaign);
        onlySportBecomesDearer(sportBefore, entertainmentBefore);
        theAdRunsElsewhere(campaign, televisions);
        theDigestNamesIt(campaign);
        nothingOscillates(campaign, televisions);
    }

    private LiveCampaign goLive() {
        var advertiserId = DemoWorld.advertiserId("lingdu");
        var fromFile = DataFiles.json("/story/car.json");
        LiveCampaign.stopEarlier(drivers, advertiserId, fromFile.path("name").asText());
        var draft = step("Lingdu Cars submits a campaign for the living room; it passes both verdicts.")
                .shows("/status", "/name", "/lineItems/0/scenes", "/lineItems/0/bid")
                .asking(() -> drivers.campaign()
                        .draft(advertiserId, UUID.randomUUID().toString(), Launch.dated(fromFile, Instant.now())));
        var campaign = LiveCampaign.of(advertiserId, draft);
        Launch.throughBothVerdicts(drivers.campaign(), advertiserId, campaign.campaignId());
        return campaign;
    }

    /** So that the story can be played again on the same data. */
    private void takeBackEarlierActs() {
        for (var act : drivers.feedback().acts()) {
            if (act.toString().contains("tv-player.") && !act.hasNonNull("reversedAt")) {
                drivers.feedback().reverse(Json.id(act, "actId"), "The story is told again from its beginning.");
            }
        }
    }

    private void awaitOnAir(LiveCampaign campaign, Deque<UUID> televisions) {
        var spare = televisions.removeFirst();
        expectWithin(
                Duration.ofSeconds(10),
                "it is on the air",
                () -> drivers.placement().ask(spare, ENTERTAINMENT, PAUSE),
                decision -> decision.shows(campaign.lineItemId()));
    }

    private void anOrdinaryEvening(LiveCampaign campaign, Deque<UUID> televisions) {
        step("An ordinary evening: " + CALM_SHOWINGS + " people see it in each of two scenes and two places, and 1 in "
                + CALM_SHOWINGS + " presses the ×.");
        for (var scene : List.of(SPORT, ENTERTAINMENT)) {
            for (var slot : List.of(HALF_TIME, PAUSE)) {
                show(campaign, televisions, scene, slot, CALM_SHOWINGS, 1);
            }
        }
        expectCounted(campaign, SPORT, HALF_TIME, CALM_SHOWINGS, 1);
        expectCounted(campaign, ENTERTAINMENT, PAUSE, CALM_SHOWINGS, 1);
    }

    private void theMatch(LiveCampaign campaign, Deque<UUID> televisions) {
        step("The match is on. At half-time " + MATCH_SHOWINGS + " people see it; 40 of them press the ×. Everywhere else"
                + " the evening is as calm as before.");
        show(campaign, televisions, SPORT, HALF_TIME, MATCH_SHOWINGS, 40);
        show(campaign, televisions, ENTERTAINMENT, HALF_TIME, CALM_SHOWINGS, 1);
        show(campaign, televisions, ENTERTAINMENT, PAUSE, CALM_SHOWINGS, 1);
    }

    /** Shows the car once to each of {@code showings} people; of those the first {@code closes} press the ×. */
    private void show(
            LiveCampaign campaign, Deque<UUID> televisions, String scene, String slot, int showings, int closes) {
        var events = new ArrayList<Event>();
        for (var i = 0; i < showings; i++) {
            var tv = televisions.removeFirst();
            var decision = drivers.placement().ask(tv, scene, slot);
            if (!decision.shows(campaign.lineItemId())) {
                throw new ExpectationFailed("the car on " + slot + " in " + scene + " for the " + (i + 1) + "th person", decision);
            }
            var receipt = decision.shown().receipt();
            events.add(Event.impression(receipt));
            events.add(Event.offered(receipt, Duration.ofMillis(800)));
            if (i < closes) {
                events.add(Event.close(receipt, Duration.ofMillis(1500)));
            }
            drivers.feedback().tell(tv, List.copyOf(events));
            events.clear();
        }
    }

    private void expectCounted(LiveCampaign campaign, String scene, String slot, long offered, long closes) {
        expectWithin(
                COUNTED_SOON,
                scene + " on " + slot + ": " + offered + " showings, " + closes + " closed, counted exactly",
                () -> rateOf(campaign, scene, slot),
                rate -> rate.path("offered").asLong() == offered && rate.path("closes").asLong() == closes);
    }

    private JsonNode rateOf(LiveCampaign campaign, String scene, String slot) {
        return drivers.feedback().closeRates("scene,slot,creative", scene).stream()
                .filter(rate -> rate.path("slotId").asText().equals(slot)
                        && rate.path("creativeId").asText().equals(campaign.creativeId().toString()))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private void onlyThatPlaceIsSuspended(LiveCampaign campaign) {
        var acts = step("Nobody calls anybody. feedback-service looks at each window of two seconds.")
                .expectWithin(
                        FEW_WINDOWS,
                        "it takes the car out of half-time in home/sport",
                        () -> suspensions(campaign),
                        found -> !found.isEmpty());
        var act = acts.get(0);
        note("act: " + act.path("kind").asText() + " " + act.path("scope").asText());
        note("why: " + act.path("reason"));
        expect(
                "only that place, that creative, that scene",
                acts.size() == 1
                        && act.path("scope").asText().contains(HALF_TIME)
                        && act.path("scope").asText().contains(SPORT),
                acts);
        expectCounted(campaign, SPORT, HALF_TIME, CALM_SHOWINGS + MATCH_SHOWINGS, 41);
        expectCounted(campaign, ENTERTAINMENT, HALF_TIME, 2L * CALM_SHOWINGS, 2);
    }

    /** Acts that suspend the car somewhere and were not taken back. */
    private List<JsonNode> suspensions(LiveCampaign campaign) {
        return drivers.feedback().acts().stream()
                .filter(act -> act.path("scope").asText().startsWith("suspension:")
                        && act.path("scope").asText().contains(campaign.creativeId().toString()))
                .toList();
    }

    private void onlySportBecomesDearer(long sportBefore, long entertainmentBefore) {
        var sportAfter = step("Showing anything in home/sport now has to be worth more.")
                .expectWithin(
                        FEW_WINDOWS,
                        "the price of harm in home/sport rises",
                        () -> drivers.feedback().priceOfHarm(SPORT),
                        price -> price > sportBefore);
        note("home/sport: " + sportBefore + " → " + sportAfter + " micros");
        var entertainmentAfter = drivers.feedback().priceOfHarm(ENTERTAINMENT);
        expect(
                "in home/entertainment it stays at " + entertainmentBefore,
                entertainmentAfter == entertainmentBefore,
                entertainmentAfter);
    }

    private void theAdRunsElsewhere(LiveCampaign campaign, Deque<UUID> televisions) {
        var suspended = step("The next TV asks at half-time.")
                .shows("/decisions/0/outcome", "/decisions/0/reason", "/decisions/0/ad/assets/title")
                .expectWithin(
                        SOON,
                        "the car is not shown there",
                        () -> drivers.placement().ask(televisions.removeFirst(), SPORT, HALF_TIME),
                        decision -> !decision.shows(campaign.lineItemId()));
        var explanation = drivers.placement().explain(suspended.decisionId());
        expect("the explanation says: suspended", explanation.toString().contains("suspended"), explanation);
        var elsewhere = step("A film is on elsewhere; that TV asks for the same place.")
                .shows("/decisions/0/outcome", "/decisions/0/ad/assets/title", "/decisions/0/ad/benefit")
                .asking(() -> drivers.placement().ask(televisions.removeFirst(), ENTERTAINMENT, HALF_TIME));
        expect("the car is still shown there", elsewhere.shows(campaign.lineItemId()), elsewhere);
    }

    private void theDigestNamesIt(LiveCampaign campaign) {
        var today = LocalDate.now(ZoneOffset.UTC).toString();
        var digest = step("Tomorrow's digest is already written.")
                .shows("/items/0/text/zh", "/items/0/text/en", "/summary/zh", "/summary/en")
                .expectWithin(
                        FEW_WINDOWS,
                        "it names the scene and the place that got worse",
                        () -> drivers.feedback().digest(today),
                        text -> text.toString().contains(SPORT) && text.toString().contains(HALF_TIME));
        note(digest.toString());
        note("the campaign it is about: " + campaign.campaignId());
    }

    private void nothingOscillates(LiveCampaign campaign, Deque<UUID> televisions) {
        step("We watch it for " + WATCHED_WINDOWS + " more windows, while calm showings go on in home/entertainment.");
        var prices = new ArrayList<Long>();
        for (var window = 0; window < WATCHED_WINDOWS; window++) {
            show(campaign, televisions, ENTERTAINMENT, PAUSE, 2, 0);
            prices.add(drivers.feedback().priceOfHarm(SPORT));
            pause();
        }
        note("home/sport: " + prices);
        expect("the price of harm does not swing up and down", turns(prices) <= 1, prices);
        expect("the car was suspended once, and stays so", suspensions(campaign).size() == 1, suspensions(campaign));
    }

    /** How often the price changed its direction. */
    private static int turns(List<Long> prices) {
        var turns = 0;
        var direction = 0;
        for (var i = 1; i < prices.size(); i++) {
            var step = Long.signum(prices.get(i) - prices.get(i - 1));
            if (step != 0 && step == -direction) {
                turns++;
            }
            direction = step == 0 ? direction : step;
        }
        return turns;
    }

    private static void pause() {
        try {
            Thread.sleep(WINDOW.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
