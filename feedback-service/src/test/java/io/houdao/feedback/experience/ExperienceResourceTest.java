package io.houdao.feedback.experience;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.as;
import static io.houdao.feedback.Devices.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Topic;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ExperienceResourceTest {

    private static final SlotId CARD = new SlotId("weather.card");

    @Inject
    Devices devices;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final Scene scene = aScene();
    private final CreativeId car = aCreative();
    private final CreativeId rice = aCreative();

    @Test
    void onlyOperatorsAsk() {
        for (var path : List.of("close-rates", "closing", "cohorts", "series?scene=home/sport", "digest")) {
            problem(given().get("/v1/experience/" + path).then(), 401);
            for (var role : List.of("device", "person", "advertiser", "agent", "service", "reviewer")) {
                problem(as(role, "someone").get("/v1/experience/" + path).then(), 403);
            }
        }
    }

    @Test
    void aParameterThatIsWrongIsNamed() {
        refused("close-rates?groupBy=person", "groupBy");
        refused("close-rates?groupBy=scene,,slot", "groupBy");
        refused("close-rates?scene=sport", "scene");
        refused("close-rates?scene=kitchen/sport", "scene");
        refused("close-rates?creativeId=7", "creativeId");
        refused("close-rates?from=yesterday", "from");
        refused("close-rates?to=2026-03-01", "to");
        refused("close-rates?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "from");
        refused("close-rates?limit=201", "limit");
        refused("close-rates?limit=some", "limit");
        refused("close-rates?cursor=***", "cursor");
        refused("close-rates?groupBy=scene,slot&cursor=b25lLXBhcnQ", "cursor");
        refused("close-rates?groupBy=day,hour", "groupBy");
        refused("closing?scene=sport", "scene");
        refused("closing?creativeId=7", "creativeId");
        refused("closing?from=yesterday", "from");
        refused("closing?limit=201", "limit");
        refused("cohorts?scene=sport", "scene");
        refused("cohorts?to=tomorrow", "to");
        refused("series", "scene");
        refused("series?scene=home", "scene");
        refused("series?scene=home/sport&from=then", "from");
        refused("digest?day=today", "day");
        refused("digest?day=2026-02-30", "day");
    }

    @Test
    void whatNobodyEverSawHasNoRates() {
        operator()
                .get("/v1/experience/close-rates?scene=" + aScene())
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("next", nullValue());
        operator()
                .get("/v1/experience/series?scene=" + aScene())
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void ratesComeWithTheirIntervalAndSayWhatTheyCountAgainst() {
        show(BOOT, car, clock.instant(), 20, 8, true);
        show(CARD, rice, clock.instant(), 5, 0, false);

        var boot = "items.find { it.slotId == 'tv-launcher.boot' }.";
        var card = "items.find { it.slotId == 'weather.card' }.";
        var answer = rates("groupBy=scene,slot,creative&scene=" + scene)
                .body("items", hasSize(2))
                .body(boot + "scene", is(scene.toString()))
                .body(boot + "creativeId", is(car.toString()))
                .body(boot + "basis", is("offered"))
                .body(boot + "offered", is(20))
                .body(boot + "impressions", is(20))
                .body(boot + "closes", is(8))
                .body(boot + "closeRate", is(0.4f))
                .body(card + "basis", is("impressions"))
                .body(card + "offered", is(0))
                .body(card + "impressions", is(5));
        var numbers = answer.extract().jsonPath();
        assertThat(numbers.getDouble(boot + "low")).isCloseTo(0.2188, within(0.0001));
        assertThat(numbers.getDouble(boot + "high")).isCloseTo(0.6134, within(0.0001));
        assertThat(numbers.getDouble(card + "low")).isZero();
        assertThat(numbers.getDouble(card + "high")).isCloseTo(0.4345, within(0.0001));
    }

    @Test
    void aSlotThatBreaksItsClosingContractIsNamedAndHowPeopleCloseIsTold() {
        var events = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 10; i++) {
            var ad = devices.ad(scene, BOOT, car);
            events.add(ad.event("offered", "after", i < 4 ? "PT1.001S" : "PT1S"));
            events.add(
                    i < 8
                            ? ad.event(
                                    "close",
                                    "shown",
                                    i < 3 ? "PT31S" : "PT2S",
                                    "how",
                                    i < 6 ? "BACK" : "BUTTON",
                                    "actions",
                                    i < 2 ? 2 : 1)
                            : ad.event("close", "shown", "PT2S"));
            events.add(ad.event("skip", "shown", "PT30S"));
        }
        devices.report(events);

        var item = "items[0].";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> operator()
                        .get("/v1/experience/closing?scene=" + scene)
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(1))
                        .body(item + "slotId", is("tv-launcher.boot"))
                        .body(item + "offered", is(10))
                        .body(item + "offeredLate", is(4))
                        .body(item + "closes", is(10))
                        .body(item + "closesByHow.BACK", is(6))
                        .body(item + "closesByHow.BUTTON", is(2))
                        .body(item + "closesByHow.VOICE", is(0))
                        .body(item + "closesByHow.UNTOLD", is(2))
                        .body(item + "manyActions", is(2))
                        .body(item + "shownTooLong", is(3))
                        .body(item + "skips", is(10))
                        .body(item + "meanMillisToClose", is(10_700)));
        operator()
                .get("/v1/experience/closing?scene=" + scene + "&creativeId=" + rice)
                .then()
                .body("items", empty());
    }

    @Test
    void hidesAndComplaintsHaveTheirRatesAndAllOfThemPerOpportunityToo() {
        var events = new ArrayList<Map<String, Object>>();
        var asked = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var i = 0; i < 20; i++) {
            var ad = devices.ad(scene, BOOT, car);
            events.add(ad.offered());
            if (i < 8) {
                events.add(ad.close());
            }
            if (i < 4) {
                events.add(ad.event("hide", "scope", "CREATIVE"));
            }
            if (i < 2) {
                events.add(ad.event("complaint", "category", "too-loud"));
            }
            asked.add(new Topic(Topics.DECISIONS)
                    .record("same key", Json.write(new DecisionMade.Shown(ad.showing(), 3, null))));
            asked.add(new Topic(Topics.DECISIONS).record("same key", Json.write(noAd())));
        }
        devices.report(events);
        new Topic(Topics.DECISIONS).add(asked);

        var item = "items[0].";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> rates("groupBy=scene,slot&scene=" + scene)
                        .body("items", hasSize(1))
                        .body(item + "trials", is(20))
                        .body(item + "closeRate", is(0.4f))
                        .body(item + "hideRate.share", is(0.2f))
                        .body(item + "complaintRate.share", is(0.1f))
                        .body(item + "perOpportunity.opportunities", is(40))
                        .body(item + "perOpportunity.closeRate.share", is(0.2f))
                        .body(item + "perOpportunity.hideRate.share", is(0.1f))
                        .body(item + "perOpportunity.complaintRate.share", is(0.05f)));
        var numbers = rates("groupBy=scene,slot&scene=" + scene).extract().jsonPath();
        assertThat(numbers.getDouble(item + "complaintRate.low")).isCloseTo(0.0279, within(0.0001));
        assertThat(numbers.getDouble(item + "complaintRate.high")).isCloseTo(0.3010, within(0.0001));
        rates("groupBy=creative&scene=" + scene).body(item + "perOpportunity", nullValue());
    }

    private DecisionMade.NoAd noAd() {
        return new DecisionMade.NoAd(
                new DecisionId(UUID.randomUUID()),
                clock.instant(),
                null,
                new DeviceId(Devices.DEVICE),
                BOOT,
                scene,
                "not-worth-the-harm",
                Map.of(),
                0,
                null);
    }

    @Test
    void ratesAreToldApartByDayAndByHour() {
        var noon = clock.instant()
                .minus(2, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.DAYS)
                .plus(12, ChronoUnit.HOURS);
        show(BOOT, car, noon, 10, 5, true);
        show(BOOT, car, noon.plus(1, ChronoUnit.HOURS), 10, 1, true);
        show(BOOT, car, noon.plus(1, ChronoUnit.DAYS), 10, 2, true);

        rates("groupBy=scene,day&scene=" + scene)
                .body("items.at", contains(day(noon), day(noon.plus(1, ChronoUnit.DAYS))))
                .body("items.closes", contains(6, 2));
        rates("groupBy=creative,hour&scene=" + scene)
                .body(
                        "items.at",
                        contains(hour(noon), hour(noon.plus(1, ChronoUnit.HOURS)), hour(noon.plus(1, ChronoUnit.DAYS))))
                .body("items.closes", contains(5, 1, 2));
        var second = rates("groupBy=hour&limit=1&scene=" + scene)
                .extract()
                .jsonPath()
                .getString("next");
        rates("groupBy=hour&limit=1&scene=" + scene + "&cursor=" + second)
                .body("items.at", contains(hour(noon.plus(1, ChronoUnit.HOURS))));
    }

    private static String day(Instant instant) {
        return instant.truncatedTo(ChronoUnit.DAYS).toString();
    }

    @Test
    void ratesAreGroupedAndFilteredAsAsked() {
        show(BOOT, car, clock.instant(), 10, 2, true);
        show(BOOT, rice, clock.instant(), 10, 1, true);
        show(CARD, car, clock.instant(), 10, 0, true);

        rates("scene=" + scene)
                .body("items", hasSize(1))
                .body("items[0].impressions", is(30))
                .body("items[0].closes", is(3))
                .body("items[0].slotId", nullValue())
                .body("items[0].creativeId", nullValue());
        rates("groupBy=slot&scene=" + scene)
                .body("items.slotId", contains("tv-launcher.boot", "weather.card"))
                .body("items.closes", contains(3, 0))
                .body("items[0].scene", nullValue());
        rates("groupBy=scene,creative&creativeId=" + car + "&scene=" + scene).body("items.impressions", contains(20));
        rates("groupBy=scene&slotId=weather.card&scene=" + scene).body("items.impressions", contains(10));
    }

    @Test
    void ratesCountInTheHourOfTheDecision() {
        var now = clock.instant();
        show(BOOT, car, now.minus(3, ChronoUnit.HOURS), 10, 5, true);
        show(BOOT, car, now, 10, 1, true);

        var from = now.minus(1, ChronoUnit.HOURS);
        rates("scene=" + scene + "&from=" + from).body("items.closes", contains(1));
        rates("scene=" + scene + "&to=" + from).body("items.closes", contains(5));
        operator()
                .get("/v1/experience/series?scene=" + scene)
                .then()
                .statusCode(200)
                .body("items.hour", contains(hour(now.minus(3, ChronoUnit.HOURS)), hour(now.minusSeconds(0))))
                .body("items.closes", contains(5, 1))
                .body("items.impressions", contains(10, 10))
                .body("items[0].closeRate", is(0.5f));
    }

    @Test
    void ratesComeInPages() {
        for (var i = 0; i < 5; i++) {
            show(new SlotId("slot." + i), car, clock.instant(), 2, 1, true);
        }

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = rates("groupBy=scene,slot,creative&limit=2&scene=" + scene + cursor)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.slotId"));
            cursor = page.get("next") == null ? "" : "&cursor=" + page.get("next");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("slot.0", "slot.1", "slot.2", "slot.3", "slot.4");
        assertThat(new HashSet<>(seen)).hasSize(5);
    }

    private static String hour(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS).toString();
    }

    private void show(SlotId slot, CreativeId creative, Instant decidedAt, int times, int closed, boolean offered) {
        var events = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < times; i++) {
            var ad = devices.ad(scene, slot, creative, decidedAt);
            events.add(ad.event("impression"));
            if (offered) {
                events.add(ad.offered());
            }
            if (i < closed) {
                events.add(ad.close());
            }
        }
        var before = database.number(
                "select count(*) from event where scene = ? and kind <> 'negative' and kind not like 'offered-%'",
                scene.toString());
        devices.report(events);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database.number(
                                "select count(*) from event where scene = ? and kind <> 'negative' and kind not like 'offered-%'",
                                scene.toString())
                        == before + events.size());
    }

    private static ValidatableResponse rates(String query) {
        return operator().get("/v1/experience/close-rates?" + query).then().statusCode(200);
    }

    private static void refused(String query, String parameter) {
        problem(operator().get("/v1/experience/" + query).then(), 400)
                .body("violations.field", contains(parameter))
                .body("violations.in", contains("query"));
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status));
    }
}
