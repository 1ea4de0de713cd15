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
import io.houdao.endtoend.driver.PlacementDriver.Opportunity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A car brand on the TV whose close rate jumps in one scene, and a system that restrains itself there and nowhere else. */
public final class StoryL extends Story {

    private static final String SPORT = "home/sport";
    private static final String ENTERTAINMENT = "home/entertainment";
    private static final String HALF_TIME = "tv-player.half-time-card";
    private static final String PAUSE = "tv-player.pause-card";
    private static final int CALM_SHOWINGS = 30;
    private static final int MATCH_SHOWINGS = 60;
    private static final int WATCHED_WINDOWS = 5;
    private static final Duration ON_AIR_SOON = Duration.ofSeconds(30);
    private static final Duration COUNTED_SOON = Duration.ofSeconds(20);
    private static final Duration FEW_WINDOWS = Duration.ofSeconds(20);

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
        var televisions = Cast.televisions(drivers, 6 * CALM_SHOWINGS + MATCH_SHOWINGS + 4 * WATCHED_WINDOWS + 10);
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
                .shows("/name", "/lineItems/0/scenes", "/lineItems/0/bid")
                .asking(() -> drivers.campaign()
                        .draft(advertiserId, UUID.randomUUID().toString(), Launch.dated(fromFile, Instant.now())));
        var campaign = LiveCampaign.of(advertiserId, draft);
        Launch.throughBothVerdicts(drivers.campaign(), advertiserId, campaign.campaignId());
        return campaign;
    }

    /** So that the story can be played again: what an earlier play did to the price goes with its first act. */
    private void takeBackEarlierActs() {
        drivers.feedback().acts().stream()
                .filter(act -> act.path("scope").asText().equals("scene-price:" + SPORT)
                        && act.path("kind").asText().startsWith("price-")
                        && !act.hasNonNull("reversedAt"))
                .reduce((newer, older) -> older)
                .ifPresent(act -> drivers.feedback()
                        .reverse(Json.id(act, "actId"), "The story is told again from its beginning."));
    }

    /** Asks for the car alone: what is shown instead would count, until whoever asks has seen enough for a day. */
    private void awaitOnAir(LiveCampaign campaign, Deque<UUID> televisions) {
        var spare = televisions.removeFirst();
        var forTheCar = List.of(new Opportunity(PAUSE, campaign.lineItemId()));
        expectWithin(
                ON_AIR_SOON,
                "it is on the air",
                () -> drivers.placement().ask(spare, ENTERTAINMENT, forTheCar).get(0),
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
        step("The match is on. At half-time " + MATCH_SHOWINGS
                + " people see it; 40 of them press the ×. Everywhere else" + " the evening is as calm as before.");
        show(campaign, televisions, SPORT, HALF_TIME, MATCH_SHOWINGS, 40);
        show(campaign, televisions, ENTERTAINMENT, HALF_TIME, CALM_SHOWINGS, 1);
        show(campaign, televisions, ENTERTAINMENT, PAUSE, CALM_SHOWINGS, 1);
    }

    /**
     * Shows the car once to each of {@code showings} people at the same time; of those the first {@code closes} press the ×.
     */
    private void show(
            LiveCampaign campaign, Deque<UUID> televisions, String scene, String slot, int showings, int closes) {
        var receiptByTv = new LinkedHashMap<UUID, String>();
        for (var i = 0; i < showings; i++) {
            var tv = televisions.removeFirst();
            receiptByTv.put(tv, showTo(tv, campaign, scene, slot).receipt());
        }
        var closing = new AtomicInteger(closes);
        receiptByTv.forEach((tv, receipt) ->
                drivers.feedback().tell(tv, whatHappened(receipt, closing.getAndDecrement() > 0)));
    }

    private static List<Event> whatHappened(String receipt, boolean closed) {
        var seen = List.of(Event.impression(receipt), Event.offered(receipt, Duration.ofMillis(800)));
        return closed ? List.of(seen.get(0), seen.get(1), Event.close(receipt, Duration.ofMillis(1500))) : seen;
    }

    /** Asks until the car comes up: now and then placement-service tries something else, to learn. */
    private Decision.Ad showTo(UUID tv, LiveCampaign campaign, String scene, String slot) {
        var decision = drivers.placement().ask(tv, scene, slot);
        for (var more = 0; more < 5 && !decision.shows(campaign.lineItemId()); more++) {
            decision = drivers.placement().ask(tv, scene, slot);
        }
        if (!decision.shows(campaign.lineItemId())) {
            throw new ExpectationFailed("the car on " + slot + " in " + scene, decision);
        }
        return decision.shown();
    }

    private void expectCounted(LiveCampaign campaign, String scene, String slot, long offered, long closes) {
        expectWithin(
                COUNTED_SOON,
                scene + " on " + slot + ": " + offered + " showings, " + closes + " closed, counted exactly",
                () -> rateOf(campaign, scene, slot),
                rate -> rate.path("offered").asLong() == offered
                        && rate.path("closes").asLong() == closes);
    }

    private JsonNode rateOf(LiveCampaign campaign, String scene, String slot) {
        return drivers.feedback().closeRates("scene,slot,creative", scene).stream()
                .filter(rate -> rate.path("slotId").asText().equals(slot)
                        && rate.path("creativeId")
                                .asText()
                                .equals(campaign.creativeId().toString()))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private void onlyThatPlaceIsSuspended(LiveCampaign campaign) {
        var acts = step("Nobody calls anybody. feedback-service looks at each window of two seconds.")
                .shows("/items/0/kind", "/items/0/scope", "/items/0/actor")
                .expectWithin(
                        FEW_WINDOWS,
                        "it takes the car out of half-time in home/sport",
                        () -> suspensions(campaign),
                        found -> !found.isEmpty());
        var act = acts.get(0);
        note(act.path("kind").asText() + ": " + act.path("slotId").asText() + " in "
                + act.path("scene").asText());
        note(act.path("reason").path("zh").asText());
        note(act.path("reason").path("en").asText());
        note("evidence: " + act.path("evidence"));
        expect(
                "only that place, that creative, that scene",
                acts.size() == 1
                        && act.path("slotId").asText().equals(HALF_TIME)
                        && act.path("scene").asText().equals(SPORT),
                acts);
        expectCounted(campaign, SPORT, HALF_TIME, CALM_SHOWINGS + MATCH_SHOWINGS, 41);
        expectCounted(campaign, ENTERTAINMENT, HALF_TIME, 2L * CALM_SHOWINGS, 2);
    }

    /** Acts that ever suspended the car anywhere. */
    private List<JsonNode> suspensions(LiveCampaign campaign) {
        return drivers.feedback().acts().stream()
                .filter(act -> act.path("kind").asText().equals("suspended")
                        && act.path("creativeId")
                                .asText()
                                .equals(campaign.creativeId().toString()))
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
                        () -> drivers.placement().ask(televisions.getFirst(), SPORT, HALF_TIME),
                        decision -> !decision.shows(campaign.lineItemId()) && !decision.isHeldBack());
        var explanation = drivers.placement().explain(suspended.decisionId());
        televisions.removeFirst();
        expect(
                "the explanation says: suspended",
                Json.stream(explanation.path("candidates"))
                        .anyMatch(candidate -> candidate
                                        .path("lineItemId")
                                        .asText()
                                        .equals(campaign.lineItemId().toString())
                                && candidate.path("outcome").asText().equals("suspended")),
                explanation);
        step("A film is on elsewhere; that TV asks for the same place.")
                .shows("/decisions/0/outcome", "/decisions/0/ad/assets/title", "/decisions/0/ad/benefit")
                .expectWithin(
                        SOON,
                        "the car is still shown there",
                        () -> drivers.placement().ask(televisions.getFirst(), ENTERTAINMENT, HALF_TIME),
                        decision -> decision.shows(campaign.lineItemId()));
        televisions.removeFirst();
    }

    private void theDigestNamesIt(LiveCampaign campaign) {
        var today = LocalDate.now(ZoneOffset.UTC).toString();
        var worse = step("The digest of the day is already written.")
                .shows("/summary/zh", "/summary/en")
                .expectWithin(
                        FEW_WINDOWS,
                        "it names the scene, the place and the creative that got worse",
                        () -> findings(campaign, today),
                        found -> !found.isEmpty());
        note(worse.get(0).path("finding").path("zh").asText());
        note(worse.get(0).path("finding").path("en").asText());
        expect(
                "it names nothing else of this campaign",
                worse.size() == 1
                        && worse.get(0).path("scene").asText().equals(SPORT)
                        && worse.get(0).path("slotId").asText().equals(HALF_TIME),
                worse);
    }

    private List<JsonNode> findings(LiveCampaign campaign, String day) {
        return Json.stream(drivers.feedback().digest(day).path("worse"))
                .filter(worse -> worse.path("creativeId")
                        .asText()
                        .equals(campaign.creativeId().toString()))
                .toList();
    }

    private void nothingOscillates(LiveCampaign campaign, Deque<UUID> televisions) {
        step("We watch it for " + WATCHED_WINDOWS + " more windows, while calm showings go on.");
        var prices = new ArrayList<Long>();
        for (var window = 0; window < WATCHED_WINDOWS; window++) {
            var closedBefore = lastWindow(SPORT);
            show(campaign, televisions, ENTERTAINMENT, PAUSE, 2, 0);
            show(campaign, televisions, SPORT, PAUSE, 2, 0);
            expectWithin(
                    FEW_WINDOWS, "a window closes", () -> lastWindow(SPORT), closed -> !closed.equals(closedBefore));
            prices.add(drivers.feedback().priceOfHarm(SPORT));
        }
        note("home/sport: " + prices);
        expect("the price of harm does not swing up and down", turns(prices) <= 1, prices);
        expect("the car was suspended once, and stays so", suspensions(campaign).size() == 1, suspensions(campaign));
    }

    /** When the last window closed that counted anything in {@code scene}. */
    private String lastWindow(String scene) {
        return drivers.feedback().scenes().stream()
                .filter(item -> item.path("scene").asText().equals(scene))
                .map(item -> item.path("lastWindow").path("closedAt").asText())
                .findFirst()
                .orElse("");
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
}
