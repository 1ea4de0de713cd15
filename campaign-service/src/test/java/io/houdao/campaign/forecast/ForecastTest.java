package io.houdao.campaign.forecast;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.houdao.campaign.Api;
import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.campaign.Stored;
import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ForecastTest {

    private static final int DAYS = 14;
    private static final String SLOT = "tv-launcher.boot";
    /** One that the topic does not have. */
    private static final int PARTITION = 1_000;

    @Inject
    Stored stored;

    @Inject
    Traffic traffic;

    @Test
    void whatWasDecidedOnIsWhatCanBeExpected() throws Exception {
        var member = Member.with(Bodies.BUDGET);
        var scene = "home/m" + UUID.randomUUID().toString().substring(0, 8);
        var now = Instant.now();
        var start = now.plus(Duration.ofDays(3)).toString();
        var end = now.plus(Duration.ofDays(10)).toString();
        var body = with(with(lineItem(creative()), "startsAt", start), "endsAt", end);
        body.put("scenes", List.of(scene));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", LocalStackResource.kafkaBootstrap(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (var day = 1; day <= DAYS; day++) {
                for (var i = 0; i < 20; i++) {
                    var at = now.minus(Duration.ofDays(day));
                    producer.send(i % 4 == 1 ? shown(scene, at) : noAd(scene, i % 4 == 0 ? "band.card" : SLOT, at));
                }
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> stored.number("select sum(opportunities) from traffic_hour where scene = ?", scene)
                        == DAYS * 20);

        var forecast = member.api().post("/v1/forecasts", body).jsonPath();
        assertThat(forecast.getInt("observedDays")).isGreaterThanOrEqualTo(DAYS);
        // Of 20 a day, 15 are on the touchpoint; half of all people are in the audience.
        var expected = forecast.getLong("available.expected");
        assertThat(expected).isEqualTo(Math.round(7 * 15 * 0.5));
        assertThat(forecast.getLong("people")).isEqualTo(5_000);
        assertThat(forecast.getLong("reach.people")).isBetween(expected - 1, expected);
        // Everything else is on wristbands.
        var everywhere = with(body, "touchpoints", List.of());
        assertThat(expected(member, everywhere)).isEqualTo(Math.round(7 * 20 * 0.5));
        assertThat(expected(member, with(everywhere, "deviceKinds", List.of("wristband"))))
                .isEqualTo(Math.round(7 * 5 * 0.5));
        assertThat(expected(member, with(body, "deviceKinds", List.of("wristband"))))
                .as("no wristband is a television")
                .isZero();
        for (var narrower : Map.of("languages", "en", "regions", "CN-GD").entrySet()) {
            var some = member.api()
                    .post("/v1/forecasts", with(body, narrower.getKey(), List.of(narrower.getValue())))
                    .jsonPath();
            assertThat(some.getBoolean("orAnyLess")).isTrue();
            assertThat(some.getLong("available.low")).isZero();
            assertThat(some.getLong("available.expected")).isEqualTo(expected);
        }
        assertThat(forecast.getBoolean("orAnyLess")).isFalse();
        // Of the 15, somebody's ad is in 5.
        assertThat(forecast.getDouble("filled")).isCloseTo(1 / 3.0, within(0.001));
        Api.of("person").post("/v1/forecasts", body).then().statusCode(403);
        assertThat(forecast.getMap("harm")).as("of too few impressions").isNull();
        var delivered =
                "insert into told_delivery (line_item_id, creative_id, slot_id, scene, day, kind, events, spent_micros)"
                        + " values (gen_random_uuid(), gen_random_uuid(), 's', ?, current_date, ?, ?, 0)";
        stored.update(delivered, scene, "impression", 2_000);
        stored.update(delivered, scene, "close", 30);
        stored.update(delivered, scene, "hide", 4);
        var harmful = member.api().post("/v1/forecasts", body).jsonPath();
        assertThat(harmful.getDouble("harm.closes")).isEqualTo(15);
        assertThat(harmful.getDouble("harm.hides")).isEqualTo(2);
        assertThat(harmful.getDouble("harm.complaints")).isZero();

        var hour = now.atZone(ZoneId.of(Member.ZONE)).getHour();
        assertThat(expected(member, with(body, "dayparts", daypart(hour)))).isEqualTo(expected);
        assertThat(expected(member, with(body, "dayparts", daypart((hour + 12) % 24))))
                .isZero();
    }

    private static long expected(Member member, Map<String, Object> body) {
        return member.api().post("/v1/forecasts", body).jsonPath().getLong("available.expected");
    }

    @Test
    void aDecisionThatIsDeliveredAgainCountsOnce() {
        var scene = "home/m" + UUID.randomUUID().toString().substring(0, 8);
        var first = new Traffic.Seen(0, Instant.parse("2026-03-01T10:00:00Z"), scene, SLOT, true);
        var second = new Traffic.Seen(1, first.hour(), scene, SLOT, false);
        var third = new Traffic.Seen(2, first.hour(), scene, SLOT, false);

        traffic.add(PARTITION, List.of(first, second));
        traffic.add(PARTITION, List.of(first, second, third));
        traffic.add(PARTITION, List.of(second, third));

        assertThat(stored.number("select sum(opportunities) from traffic_hour where scene = ?", scene))
                .isEqualTo(3);
        assertThat(stored.number("select sum(ads) from traffic_hour where scene = ?", scene))
                .isEqualTo(1);
    }

    private static List<Map<String, Object>> daypart(int hour) {
        return List.of(Map.of("fromHour", hour, "toHour", hour + 1));
    }

    private static ProducerRecord<String, byte[]> shown(String scene, Instant at) {
        return decided(new DecisionMade.Shown(
                new Showing(
                        new DecisionId(UUID.randomUUID()),
                        at,
                        null,
                        null,
                        new TouchpointId("tv-launcher"),
                        new SlotId(SLOT),
                        Scene.of(scene),
                        new LineItemId(UUID.randomUUID()),
                        new CampaignId(UUID.randomUUID()),
                        new AdvertiserId(UUID.randomUUID()),
                        new CreativeId(UUID.randomUUID()),
                        PricingModel.CPM,
                        1_000,
                        1,
                        0),
                3,
                null));
    }

    private static ProducerRecord<String, byte[]> noAd(String scene, String slot, Instant at) {
        return decided(new DecisionMade.NoAd(
                new DecisionId(UUID.randomUUID()),
                at,
                null,
                null,
                new SlotId(slot),
                Scene.of(scene),
                "no-candidate",
                Map.of(),
                0,
                null));
    }

    private static ProducerRecord<String, byte[]> decided(DecisionMade decision) {
        return new ProducerRecord<>(Topics.DECISIONS, decision.decisionId().toString(), Json.write(decision));
    }
}
