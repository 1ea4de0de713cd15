package io.houdao.feedback.intake;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.feedback.Handed;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kafka is there and keeps nothing: no record is small enough for it. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class KafkaAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Devices devices;

    @Inject
    Database database;

    @AfterEach
    void letKafkaKeepRecords() throws Exception {
        longestRecord(1_048_588);
    }

    @Test
    void whatKafkaRefusesIsNotAcknowledgedAndCountsOnceWhenSentAgain() throws Exception {
        var scene = aScene();
        var ad = devices.ad(scene, BOOT, aCreative());
        var events = List.of(ad.event("impression"), ad.event("click"));
        longestRecord(10);
        awaitAnswer(503);

        // One at a time: several in a batch that is too long are split for ever, until the producer's stack is full.
        for (var event : events) {
            report(List.of(event))
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5")
                    .body("detail", containsString("Nothing is acknowledged"));
        }
        given().queryParams(Map.of("r", ad.receipt(), "t", "impression"))
                .get("/v1/events/pixel")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .header("Access-Control-Allow-Origin", "*");
        longestRecord(1_048_588);
        awaitAnswer(202);
        report(events).statusCode(202).body("accepted", is(2));

        countsOnce(scene);
    }

    private void awaitAnswer(int status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> report(List.of(anotherAd().event("click"))).statusCode(status));
    }

    private Handed anotherAd() {
        return devices.ad(aScene(), BOOT, aCreative());
    }

    private ValidatableResponse report(List<Map<String, Object>> events) {
        return devices.post(events);
    }

    private void countsOnce(Scene scene) {
        var once = List.of(1L, 1L);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(counted(scene)).isEqualTo(once));
        await().during(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> counted(scene).equals(once));
    }

    private List<Long> counted(Scene scene) {
        return database.query(
                        "select sum(impressions) i, sum(clicks) c from hourly_experience where scene = ?",
                        row -> List.of(row.getLong("i"), row.getLong("c")),
                        scene.toString())
                .get(0);
    }

    private static void longestRecord(int bytes) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", LocalStackResource.kafkaBootstrap()))) {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS);
            var setting = new AlterConfigOp(
                    new ConfigEntry("max.message.bytes", String.valueOf(bytes)), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(setting))).all().get();
        }
    }
}
