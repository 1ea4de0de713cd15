package io.houdao.feedback;

import static io.restassured.RestAssured.given;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Receipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.local.LocalStackResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Stands in for placement-service, which hands ads out, and for the devices that report what became of them. */
@Singleton
public class Devices {

    public static final UUID DEVICE = UUID.randomUUID();
    public static final SlotId BOOT = new SlotId("tv-launcher.boot");

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final Receipts receipts;
    private final Clock clock;

    Devices(@ConfigProperty(name = "houdao.receipt.keyset-file") Path keyset, Clock clock) throws IOException {
        this.receipts = Receipts.with(Files.readString(keyset));
        this.clock = clock;
    }

    /** A scene that no other test knows. */
    public static Scene aScene() {
        return Scene.of("home/" + UUID.randomUUID().toString().substring(0, 18));
    }

    public static CreativeId aCreative() {
        return new CreativeId(UUID.randomUUID());
    }

    /** An ad handed to {@link #DEVICE} a minute ago. */
    public Handed ad(Scene scene, SlotId slot, CreativeId creative) {
        return ad(scene, slot, creative, clock.instant().minusSeconds(60));
    }

    public Handed ad(Scene scene, SlotId slot, CreativeId creative, Instant decidedAt) {
        return hand(showing(scene, slot, creative, decidedAt, new DeviceId(DEVICE)), Duration.ofHours(24));
    }

    /** An ad handed to {@link #DEVICE} a minute ago for {@code person}; for nobody in particular where that is null. */
    public Handed ad(Scene scene, SlotId slot, CreativeId creative, @Nullable PersonId person) {
        var decidedAt = clock.instant().minusSeconds(60);
        var showing = of(person, showing(scene, slot, creative, decidedAt, new DeviceId(DEVICE)));
        return hand(showing, Duration.ofHours(24));
    }

    /** Seals a receipt that lasts for {@code life} from now. */
    public Handed hand(Showing showing, Duration life) {
        return new Handed(
                showing, receipts.seal(new Receipt(showing, clock.instant().plus(life))));
    }

    public static Showing showing(Scene scene, SlotId slot, CreativeId creative, Instant decidedAt, DeviceId device) {
        return new Showing(
                new DecisionId(UUID.randomUUID()),
                decidedAt,
                new PersonId(UUID.randomUUID()),
                device,
                new TouchpointId("tv-launcher"),
                slot,
                scene,
                new LineItemId(UUID.randomUUID()),
                new CampaignId(UUID.randomUUID()),
                new AdvertiserId(UUID.randomUUID()),
                creative,
                PricingModel.CPM,
                21_000,
                0.98,
                42);
    }

    /** {@code any}, shown to {@code person}. */
    public static Showing of(@Nullable PersonId person, Showing any) {
        return new Showing(
                any.decisionId(),
                any.decidedAt(),
                person,
                any.deviceId(),
                any.touchpointId(),
                any.slotId(),
                any.scene(),
                any.lineItemId(),
                any.campaignId(),
                any.advertiserId(),
                any.creativeId(),
                any.pricing(),
                any.priceMicros(),
                any.propensity(),
                any.featuresHash());
    }

    /** {@link #DEVICE} reports {@code events}; all of them are accepted. */
    public void report(List<Map<String, Object>> events) {
        for (var from = 0; from < events.size(); from += 500) {
            var batch = events.subList(from, Math.min(events.size(), from + 500));
            post(batch).statusCode(202).body("accepted", org.hamcrest.Matchers.is(batch.size()));
        }
    }

    public ValidatableResponse post(List<Map<String, Object>> events) {
        return as("device", DEVICE.toString())
                .contentType("application/json")
                .body(Map.of("events", events))
                .post("/v1/events")
                .then();
    }

    public static RequestSpecification operator() {
        return as("operator", "olga");
    }

    public static RequestSpecification as(String role, String subject) {
        var token = TOKENS.computeIfAbsent(
                role + "/" + subject, key -> LocalStackResource.issuer().token(subject, Set.of(role), Map.of()));
        return given().header("Authorization", "Bearer " + token);
    }
}
