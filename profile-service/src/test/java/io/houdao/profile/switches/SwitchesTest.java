package io.houdao.profile.switches;

import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aHousehold;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.aPersonIn;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.feedback.ExperienceEvent.Close;
import io.houdao.contracts.feedback.ExperienceEvent.Mute;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.local.LocalStackResource;
import io.houdao.profile.Arrivals;
import io.houdao.profile.ProfileDriver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SwitchesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", LocalStackResource.kafkaBootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());

    @AfterEach
    void hangUp() {
        producer.close();
    }

    @Test
    void whatIsLeftOutIsOffNoMore() {
        var anna = aPerson();
        replace(
                anna,
                "{\"adsOff\":true,\"mutedTouchpoints\":[\"weather\"],\"quietScenes\":[\"home/sport\"],\"dailyAdLimitByScene\":{\"home/life\":2}}");
        asPerson(anna)
                .get("/v1/people/" + anna + "/switches")
                .then()
                .body("adsOff", equalTo(true))
                .body("refused", equalTo(false))
                .body("mutedTouchpoints", contains("weather"))
                .body("quietScenes", contains("home/sport"))
                .body("dailyAdLimitByScene.'home/life'", equalTo(2));

        replace(anna, "{\"quietScenes\":[\"home/work\"]}");

        asPerson(anna)
                .get("/v1/people/" + anna + "/switches")
                .then()
                .body("adsOff", equalTo(false))
                .body("mutedTouchpoints", empty())
                .body("quietScenes", contains("home/work"))
                .body("dailyAdLimitByScene", anEmptyMap());
        projection(anna).then().body("quietScenes", contains("home/work")).body("adsOff", equalTo(false));
    }

    @Test
    void aTouchpointMutedOnADeviceIsMutedEverywhere() {
        var anna = aPerson();

        send(mute(anna, "tv-launcher", null));

        awaitMuted(anna, "tv-launcher");
    }

    @Test
    void aTouchpointMutedOnADeviceIsToldOfToWhoSharesAScreenUntilTheMuteEnds() {
        var household = aHousehold();
        var anna = aPersonIn(household);
        var ben = aPersonIn(household);
        aDevice(anna, "tv", true);

        try (var arrivals = Arrivals.ofProjections()) {
            send(mute(ben, "tv-launcher", Instant.now().plusSeconds(5)));

            arrivals.awaitProjection(
                    anna,
                    projection -> projection.othersWishes() != null
                            && projection.othersWishes().mutedTouchpoints().contains(new TouchpointId("tv-launcher")));
            arrivals.awaitProjection(anna, projection -> projection.othersWishes() == null);
        }
    }

    @Test
    void theEnvelopeOfAMuteIsRecognised() {
        var anna = aPerson();
        var mute = mute(anna, "tv-launcher", null);
        var record = new ProducerRecord<>(Topics.EVENTS, anna.toString(), Json.write(mute));
        record.headers().add("ce_type", "io.houdao.feedback.mute".getBytes(StandardCharsets.UTF_8));

        producer.send(record);

        awaitMuted(anna, "tv-launcher");
    }

    @Test
    void aMuteThatComesTwiceDoesNotUndoWhatThePersonSaidSince() {
        var anna = aPerson();
        var mute = mute(anna, "tv-launcher", null);
        send(mute);
        awaitMuted(anna, "tv-launcher");
        replace(anna, "{}");

        send(mute);
        send(mute(anna, "weather", null));
        awaitMuted(anna, "weather");

        asPerson(anna).get("/v1/people/" + anna + "/switches").then().body("mutedTouchpoints", contains("weather"));
    }

    @Test
    void aMuteForATimeEndsByItselfAndSurvivesOtherSwitches() {
        var anna = aPerson();
        send(mute(anna, "tv-launcher", Instant.now().plusSeconds(4)));
        awaitMuted(anna, "tv-launcher");

        replace(anna, "{\"mutedTouchpoints\":[\"tv-launcher\"],\"quietScenes\":[\"home/sport\"]}");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> projection(anna)
                        .then()
                        .body("mutedTouchpoints", empty())
                        .body("quietScenes", hasItem("home/sport")));
        asPerson(anna).get("/v1/people/" + anna + "/switches").then().body("mutedTouchpoints", empty());
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndTheNextIsHeard() {
        var anna = aPerson();
        var nonsense = "no event " + UUID.randomUUID();
        producer.send(new ProducerRecord<>(
                Topics.EVENTS, ProfileDriver.knownAs(anna).toString(), nonsense.getBytes(StandardCharsets.UTF_8)));

        send(new Close(showing(anna, "tv-launcher"), NOW, NOW, Duration.ofSeconds(1)));
        send(mute(UUID.randomUUID(), "tv-launcher", null));
        send(mute(anna, "tv-launcher", null));

        awaitMuted(anna, "tv-launcher");
        try (var dead = Arrivals.of(Topics.deadLetter(Topics.EVENTS, "profile-service"))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !dead.of(anna).isEmpty());
            assertThat(dead.of(anna)).hasSize(1);
            assertThat(new String(dead.of(anna).get(0).value(), StandardCharsets.UTF_8))
                    .isEqualTo(nonsense);
        }
    }

    private void send(ExperienceEvent event) {
        producer.send(new ProducerRecord<>(Topics.EVENTS, event.showing().key(), Json.write(event)));
        producer.flush();
    }

    private static void awaitMuted(UUID person, String touchpoint) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> projection(person).then().body("mutedTouchpoints", hasItem(touchpoint)));
    }

    private static void replace(UUID person, String switches) {
        put(asPerson(person), "/v1/people/" + person + "/switches", switches)
                .then()
                .statusCode(200);
    }

    private static Mute mute(UUID person, String touchpoint, Instant until) {
        return new Mute(showing(person, touchpoint), NOW, NOW, until, null);
    }

    private static Showing showing(UUID person, String touchpoint) {
        return new Showing(
                new DecisionId(UUID.randomUUID()),
                NOW,
                new PersonId(ProfileDriver.knownAs(person)),
                null,
                new TouchpointId(touchpoint),
                new SlotId(touchpoint + ".boot"),
                Scene.of("home/entertainment"),
                new LineItemId(UUID.randomUUID()),
                new CampaignId(UUID.randomUUID()),
                new AdvertiserId(UUID.randomUUID()),
                new CreativeId(UUID.randomUUID()),
                PricingModel.CPM,
                1,
                1,
                1);
    }
}
