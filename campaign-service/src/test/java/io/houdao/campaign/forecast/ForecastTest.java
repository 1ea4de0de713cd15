package io.houdao.campaign.forecast;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.campaign.Api;
import io.houdao.campaign.Bodies;
import io.houdao.campaign.Member;
import io.houdao.campaign.Stored;
import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.placement.SlotId;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
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

    @Inject
    Stored stored;

    @Test
    void whatWasDecidedOnIsWhatCanBeExpected() {
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
                    producer.send(decided(
                            scene, i % 4 == 0 ? "band.card" : "tv-launcher.boot", now.minus(Duration.ofDays(day))));
                }
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        stored.number("select sum(opportunities) from traffic where scene = ?", scene) == DAYS * 20);

        var forecast = member.api().post("/v1/forecasts", body).jsonPath();
        assertThat(forecast.getInt("observedDays")).isGreaterThanOrEqualTo(DAYS);
        // Of 20 a day, 15 are on the touchpoint; half of all people are in the audience.
        var expected = forecast.getLong("available.expected");
        assertThat(expected).isEqualTo(Math.round(7 * 15 * 0.5));
        assertThat(forecast.getLong("people")).isEqualTo(5_000);
        assertThat(forecast.getLong("reach.people")).isBetween(expected - 1, expected);
        Api.of("person").post("/v1/forecasts", body).then().statusCode(403);
    }

    private static ProducerRecord<String, byte[]> decided(String scene, String slot, Instant at) {
        var decision = new DecisionMade.NoAd(
                new DecisionId(UUID.randomUUID()),
                at,
                null,
                null,
                new SlotId(slot),
                Scene.of(scene),
                "no-candidate",
                Map.of(),
                0,
                null);
        return new ProducerRecord<>(Topics.DECISIONS, decision.decisionId().toString(), Json.write(decision));
    }
}
