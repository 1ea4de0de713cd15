package io.houdao.feedback.intake;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.houdao.contracts.Topics;
import io.houdao.feedback.Database;
import io.houdao.feedback.Devices;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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

/** Kafka is there and cannot keep anything: it is told to want two replicas of each record, and has one broker. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class KafkaAwayTest {

    @Inject
    Devices devices;

    @Inject
    Database database;

    @AfterEach
    void letKafkaKeepRecords() throws Exception {
        minInsyncReplicas(1);
    }

    @Test
    void whatKafkaDoesNotHaveIsNotAcknowledgedAndCountsOnceWhenSentAgain() throws Exception {
        var scene = aScene();
        var ad = devices.ad(scene, BOOT, aCreative());
        var events = List.of(ad.event("impression"), ad.event("click"));
        minInsyncReplicas(2);

        devices.post(events)
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("detail", containsString("Nothing is acknowledged"));
        given().queryParams(Map.of("r", ad.receipt(), "t", "impression"))
                .get("/v1/events/pixel")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .header("Access-Control-Allow-Origin", "*");
        minInsyncReplicas(1);
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> devices.post(events).statusCode(202).body("accepted", is(2)));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(counted(scene.toString())).isEqualTo(List.of(1L, 1L)));
        await().during(Duration.ofSeconds(2))
                .until(() -> counted(scene.toString()).equals(List.of(1L, 1L)));
    }

    private List<Long> counted(String scene) {
        return database.query(
                        "select sum(impressions) i, sum(clicks) c from hourly_experience where scene = ?",
                        row -> List.of(row.getLong("i"), row.getLong("c")),
                        scene)
                .get(0);
    }

    private static void minInsyncReplicas(int replicas) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", LocalStackResource.kafkaBootstrap()))) {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS);
            var setting = new AlterConfigOp(
                    new ConfigEntry("min.insync.replicas", String.valueOf(replicas)), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(setting))).all().get();
        }
    }
}
