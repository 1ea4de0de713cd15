package io.houdao.feedback.intake;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.DEVICE;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.as;
import static io.houdao.feedback.Devices.showing;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Receipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Handed;
import io.houdao.feedback.Topic;
import io.houdao.feedback.intake.DeviceLimits.TooMany;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class IntakeTest {

    @Inject
    Devices devices;

    @Inject
    DeviceLimits limits;

    @Inject
    Clock clock;

    @Test
    void nobodyReportsWithoutAToken() {
        var ad = anAd();

        given().contentType("application/json")
                .body(Map.of("events", List.of(ad.event("click"))))
                .post("/v1/events")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");

        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void onlyDevicesReport() {
        var ad = anAd();

        for (var role : List.of("operator", "person", "advertiser", "agent", "reviewer", "service")) {
            as(role, DEVICE.toString())
                    .contentType("application/json")
                    .body(Map.of("events", List.of(ad.event("click"))))
                    .post("/v1/events")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json");
        }

        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void aDeviceIsNamedByItsId() {
        as("device", "the kitchen radio")
                .contentType("application/json")
                .body(Map.of("events", List.of(anAd().event("click"))))
                .post("/v1/events")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        body("{").body("violations[0].message", containsString("not well-formed JSON"));
        body("{\"events\": [").body("violations.field", contains("events"));
    }

    @Test
    void aBodyWithoutEventsIsRefused() {
        body("{}").body("violations.field", hasItem(containsString("events")));
        body("{\"events\": []}").body("violations.field", hasItem(containsString("events")));
        body("{\"events\": 5}").body("violations.field", hasItem("events"));
        body("{\"events\": [], \"device\": 1}").body("violations.field", hasItem("device"));
        body("");
    }

    @Test
    void moreThanFiveHundredEventsAreRefusedAsAWhole() {
        var ad = anAd();

        devices.post(Collections.nCopies(501, ad.event("click")))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(containsString("events")));

        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void aForgedReceiptProvesNothing() {
        var ad = anAd();
        var others = Receipts.with(Receipts.newKeyset());
        var forged = new Handed(
                ad.showing(),
                others.seal(new Receipt(ad.showing(), clock.instant().plusSeconds(60))));

        refused(forged.event("click"), "receipt", "not issued here");
        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void anAlteredOrTruncatedReceiptProvesNothing() {
        var ad = anAd();
        var sealed = ad.receipt();
        var flipped = (sealed.charAt(100) == 'A' ? 'B' : 'A');

        refused(with(ad, sealed.substring(0, 100) + flipped + sealed.substring(101)), "receipt", "altered");
        refused(with(ad, sealed.substring(0, 200)), "receipt", "altered");
        refused(with(ad, "!"), "receipt", "altered");
        refused(with(ad, ""), "receipt", "required");
        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void anExpiredReceiptProvesNothing() {
        var ad = devices.hand(anAd().showing(), Duration.ofSeconds(-1));

        refused(ad.event("click"), "receipt", "expired");
        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void whatIsReportedADayLateStillCounts() {
        var dayAgo = clock.instant().minus(Duration.ofDays(1)).plusSeconds(60);
        var showing = showing(aScene(), BOOT, aCreative(), dayAgo, new DeviceId(Devices.DEVICE));
        var ad = devices.hand(showing, Duration.ofSeconds(60));

        devices.report(List.of(ad.event("click"), ad.eventAt(dayAgo, "impression")));

        assertThat(kept(ad))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.showing().decidedAt()).isEqualTo(dayAgo));
    }

    @Test
    void aReceiptIsOfNoUseToAnotherDevice() {
        var other = showing(aScene(), BOOT, aCreative(), clock.instant(), new DeviceId(UUID.randomUUID()));
        var ad = devices.hand(other, Duration.ofHours(1));

        refused(ad.event("click"), "receipt", "another device");
        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void aReceiptThatNamesNoDeviceIsForAny() {
        var ad = devices.hand(showing(aScene(), BOOT, aCreative(), clock.instant(), null), Duration.ofHours(1));

        devices.report(List.of(ad.event("click")));

        assertThat(kept(ad)).hasSize(1);
    }

    @Test
    void aFieldThatIsWrongIsNamedAndTheOtherEventsAreTaken() {
        var ad = anAd();
        var soon = clock.instant().plus(Duration.ofMinutes(6));
        var early = ad.showing().decidedAt().minus(Duration.ofMinutes(6));

        devices.post(List.of(
                        ad.event("impression"),
                        ad.event("bogus"),
                        ad.event("close"),
                        ad.event("close", "shown", "long"),
                        ad.event("close", "shown", "-PT1S"),
                        ad.event("close", "shown", "PT1S", "how", "TIMEOUT"),
                        ad.event("close", "shown", "PT1S", "how", "BACK", "actions", 0),
                        ad.event("offered", "after", "P2D"),
                        ad.event("hide", "scope", "EVERYTHING"),
                        ad.event("rating", "stars", 6),
                        ad.event("disturbing"),
                        ad.event("conversion", "valueMicros", -1),
                        ad.event("complaint", "category", "Not a code"),
                        ad.event("complaint", "category", "other", "text", "x".repeat(2_001)),
                        ad.event("mute", "reason", "x".repeat(201)),
                        ad.event("click", "colour", "red"),
                        ad.eventAt(soon, "click"),
                        ad.eventAt(early, "click"),
                        without(ad.event("click"), "occurredAt"),
                        without(ad.event("click"), "type"),
                        without(ad.event("click"), "receipt"),
                        ad.event("click")))
                .statusCode(202)
                .body("accepted", is(2))
                .body("refused.index", contains(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20))
                .body(
                        "refused.field",
                        contains(
                                "type",
                                "shown",
                                "shown",
                                "shown",
                                "how",
                                "actions",
                                "after",
                                "scope",
                                "stars",
                                "disturbing",
                                "valueMicros",
                                "category",
                                "text",
                                "reason",
                                "colour",
                                "occurredAt",
                                "occurredAt",
                                "occurredAt",
                                "type",
                                "receipt"));

        assertThat(kept(ad))
                .hasOnlyElementsOfTypes(ExperienceEvent.Impression.class, ExperienceEvent.Click.class)
                .hasSize(2);
    }

    @Test
    void whatIsNoObjectIsNoEvent() {
        as("device", DEVICE.toString())
                .contentType("application/json")
                .body("{\"events\": [null, 5, \"click\", []]}")
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", is(0))
                .body("refused.index", contains(0, 1, 2, 3));
    }

    @Test
    void everyKindOfEventReachesKafkaBeforeItIsAcknowledged() {
        var ad = anAd();

        devices.post(List.of(
                        ad.offered(),
                        ad.event("impression"),
                        ad.event("viewable"),
                        ad.event("click"),
                        ad.event("close", "shown", "PT1.2S", "how", "SWIPE", "actions", 2),
                        ad.event("hide", "scope", "ADVERTISER"),
                        ad.event("mute", "reason", "too-often", "until", "2030-01-01T00:00:00Z"),
                        ad.event("complaint", "category", "misleading", "text", "说得不对"),
                        ad.event("rating", "stars", 4),
                        ad.event("disturbing", "disturbing", true),
                        ad.event("useful"),
                        ad.event("conversion", "valueMicros", 12_000_000),
                        ad.event("check-in"),
                        ad.event("skip", "shown", "PT3S")))
                .statusCode(202)
                .body("accepted", is(14))
                .body("refused", empty());

        var kept = kept(ad);
        assertThat(kept).hasSize(14).allSatisfy(event -> {
            assertThat(event.showing()).isEqualTo(ad.showing());
            assertThat(event.occurredAt()).isEqualTo(ad.showing().decidedAt().plusSeconds(1));
        });
        assertThat(kept)
                .anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(ExperienceEvent.Close.class, close -> {
                    assertThat(close.shown()).isEqualTo(Duration.ofMillis(1_200));
                    assertThat(close.how()).isEqualTo(ExperienceEvent.How.SWIPE);
                    assertThat(close.actions()).isEqualTo(2);
                }));
    }

    @Test
    void theWordsOfAComplaintNeverLeave() {
        var ad = anAd();

        devices.report(List.of(ad.event("complaint", "category", "misleading", "text", "my very own words")));

        assertThat(new Topic(Topics.EVENTS).all())
                .noneSatisfy(record -> assertThat(new String(record.value())).contains("my very own words"));
    }

    @Test
    void aClockThatIsALittleFastMeansNow() {
        var ad = anAd();

        devices.report(List.of(ad.eventAt(clock.instant().plusSeconds(240), "click")));

        var event = kept(ad).get(0);
        assertThat(event.occurredAt()).isEqualTo(event.receivedAt());
    }

    private Handed anAd() {
        return devices.ad(aScene(), BOOT, aCreative());
    }

    private void refused(Map<String, Object> event, String field, String detail) {
        devices.post(List.of(event))
                .statusCode(202)
                .body("accepted", is(0))
                .body("refused.field", contains(field))
                .body("refused[0].detail", containsString(detail));
    }

    private io.restassured.response.ValidatableResponse body(String body) {
        return as("device", DEVICE.toString())
                .contentType("application/json")
                .body(body)
                .post("/v1/events")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private static Map<String, Object> with(Handed ad, String receipt) {
        var event = new HashMap<>(ad.event("click"));
        event.put("receipt", receipt);
        return event;
    }

    private static Map<String, Object> without(Map<String, Object> event, String field) {
        var rest = new HashMap<>(event);
        rest.remove(field);
        return rest;
    }

    private static List<ExperienceEvent> kept(Handed ad) {
        return new Topic(Topics.EVENTS)
                .all().stream()
                        .filter(record -> ad.showing().key().equals(record.key()))
                        .map(record -> Json.read(record.value(), ExperienceEvent.class))
                        .toList();
    }

    @Test
    void aDeviceThatReportsWithoutEndIsToldToWait() {
        var device = UUID.randomUUID();
        var batch = Map.of("events", Collections.nCopies(500, Map.of("type", "close")));
        report(device, batch).statusCode(202);

        // It may go on while time passes, so it must be quick to be refused.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            exhaust(device);
            report(device, batch)
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", is("1"));
        });
    }

    private static ValidatableResponse report(UUID device, Map<String, ?> batch) {
        return as("device", device.toString())
                .contentType("application/json")
                .body(batch)
                .post("/v1/events")
                .then();
    }

    private void exhaust(UUID device) {
        assertThatThrownBy(() -> {
                    while (true) {
                        limits.pass(device, 500);
                    }
                })
                .isInstanceOf(TooMany.class);
    }
}
