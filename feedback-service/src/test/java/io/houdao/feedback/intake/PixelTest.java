package io.houdao.feedback.intake;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.nullValue;

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
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class PixelTest {

    @Inject
    Devices devices;

    @Inject
    Intake intake;

    @Inject
    Clock clock;

    @Test
    void aReceiptThatIsForgedAlteredOrCutOffTellsNothing() {
        var ad = anAd();
        var others = Receipts.with(Receipts.newKeyset());
        var forged = others.seal(new Receipt(ad.showing(), clock.instant().plusSeconds(60)));
        var altered = (ad.receipt().charAt(100) == 'A' ? 'B' : 'A');

        for (var receipt : List.of(
                forged,
                ad.receipt().substring(0, 100) + altered + ad.receipt().substring(101),
                ad.receipt().substring(0, 200),
                "!",
                "")) {
            refused(Map.of("t", "impression", "r", receipt), "r");
        }
        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void aBeaconCountsAgainstWhatItsDeviceMayReport() throws Exception {
        var beacon = new PixelResource(intake, new DeviceLimits(limit(2), clock));
        var ad = anAd();
        var others = devices.hand(
                Devices.showing(aScene(), BOOT, aCreative(), clock.instant(), new DeviceId(UUID.randomUUID())),
                Duration.ofHours(1));

        see(beacon, ad, "impression");
        see(beacon, anAd(), "impression");

        assertThatThrownBy(() -> see(beacon, ad, "click")).isInstanceOf(TooMany.class);
        see(beacon, others, "impression");
        assertThat(kept(ad)).hasOnlyElementsOfType(ExperienceEvent.Impression.class);
    }

    @Test
    void aBeaconOfAPublicScreenCountsAgainstWhatMayBeReportedOfItsAd() throws Exception {
        var beacon = new PixelResource(intake, new DeviceLimits(limit(1), clock));
        var here =
                devices.hand(Devices.showing(aScene(), BOOT, aCreative(), clock.instant(), null), Duration.ofHours(1));
        var there =
                devices.hand(Devices.showing(aScene(), BOOT, aCreative(), clock.instant(), null), Duration.ofHours(1));

        see(beacon, here, "impression");

        assertThatThrownBy(() -> see(beacon, here, "viewable")).isInstanceOf(TooMany.class);
        see(beacon, there, "impression");
    }

    /** So many at once, and then one in eleven days. */
    private static DeviceSettings limit(long burst) {
        return new DeviceSettings() {
            @Override
            public long burst() {
                return burst;
            }

            @Override
            public double perSecond() {
                return 1e-6;
            }
        };
    }

    private static void see(PixelResource beacon, Handed ad, String type) throws Exception {
        var answer =
                beacon.see(ad.receipt(), type, null, null).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(answer.getStatus()).isEqualTo(200);
    }

    @Test
    void aBeaconNeedsAReceipt() {
        refused(Map.of("t", "impression"), "r");
        refused(Map.of("t", "impression", "r", "forged"), "r");
        refused(
                Map.of(
                        "t",
                        "impression",
                        "r",
                        devices.hand(anAd().showing(), Duration.ofSeconds(-1)).receipt()),
                "r");
    }

    @Test
    void aBeaconNeedsATypeThatItCanTell() {
        var ad = anAd();

        refused(Map.of("r", ad.receipt()), "t");
        refused(Map.of("r", ad.receipt(), "t", "bogus"), "t");
        refused(Map.of("r", ad.receipt(), "t", "complaint"), "t");
        refused(Map.of("r", ad.receipt(), "t", "conversion"), "t");
        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void aBeaconsTimeIsANumber() {
        var ad = anAd();

        refused(Map.of("r", ad.receipt(), "t", "close", "ms", "long"), "ms");
        refused(Map.of("r", ad.receipt(), "t", "close", "ms", -1), "ms");
        refused(Map.of("r", ad.receipt(), "t", "close", "how", "TIMEOUT"), "how");
        assertThat(kept(ad)).isEmpty();
    }

    @Test
    void aBeaconIsAnsweredWithATransparentPixelThatNoOneKeeps() {
        var ad = anAd();

        var answer = given().queryParams(Map.of("r", ad.receipt(), "t", "impression"))
                .header("Origin", "https://tv.example")
                .get("/v1/events/pixel")
                .then()
                .statusCode(200)
                .contentType("image/gif")
                .header("Cache-Control", "no-store")
                .header("Access-Control-Allow-Origin", "*")
                .extract()
                .asByteArray();

        assertThat(answer).hasSize(43).startsWith('G', 'I', 'F', '8', '9', 'a');
        assertThat(kept(ad)).singleElement().isInstanceOf(ExperienceEvent.Impression.class);
    }

    @Test
    void aBeaconMayTellHowLongTheAdWasShownAndHowItWasClosed() {
        var ad = anAd();

        given().queryParams(Map.of("r", ad.receipt(), "t", "close", "ms", 1_200, "how", "VOICE"))
                .get("/v1/events/pixel")
                .then()
                .statusCode(200);

        assertThat(kept(ad)).singleElement().isInstanceOfSatisfying(ExperienceEvent.Close.class, close -> {
            assertThat(close.shown()).isEqualTo(Duration.ofMillis(1_200));
            assertThat(close.how()).isEqualTo(ExperienceEvent.How.VOICE);
            assertThat(close.actions()).isNull();
        });
    }

    @Test
    void nothingElseMayBeCalledFromAPage() {
        given().header("Origin", "https://tv.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/events")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    private Handed anAd() {
        return devices.ad(aScene(), BOOT, aCreative());
    }

    private static void refused(Map<String, ?> parameters, String field) {
        given().queryParams(parameters)
                .get("/v1/events/pixel")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .header("Access-Control-Allow-Origin", "*")
                .body("violations.field", contains(field))
                .body("violations.in", contains("query"));
    }

    private static List<ExperienceEvent> kept(Handed ad) {
        return new Topic(Topics.EVENTS)
                .all().stream()
                        .filter(record -> ad.showing().key().equals(record.key()))
                        .map(record -> Json.read(record.value(), ExperienceEvent.class))
                        .toList();
    }
}
