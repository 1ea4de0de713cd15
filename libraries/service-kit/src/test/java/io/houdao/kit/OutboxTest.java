package io.houdao.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OutboxTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @BeforeAll
    static void createTopic() throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", LocalStackResource.kafkaBootstrap());
        try (var admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(ThingResource.TOPIC, 3, (short) 1)))
                    .all()
                    .get();
        }
    }

    private final String key = UUID.randomUUID().toString();

    @Test
    void whatIsCommittedArrivesInOrderInItsEnvelope() {
        announce(key, 20, false, 204);

        var records = arrivals(20);
        assertThat(records).extracting(ConsumerRecord::value).containsExactlyElementsOf(expected(20));
        assertThat(header(records.get(0), "ce_specversion")).isEqualTo("1.0");
        assertThat(header(records.get(0), "ce_type")).isEqualTo("io.houdao.kit.thing.announced");
        assertThat(header(records.get(0), "ce_source")).isEqualTo("/houdao/kit-test");
        assertThat(header(records.get(0), "ce_id")).isNotEqualTo(header(records.get(1), "ce_id"));
    }

    @Test
    void whatIsRolledBackNeverArrives() {
        announce(key, 5, true, 409);
        announce(key, 3, false, 204);

        assertThat(arrivals(3)).hasSize(3);
    }

    @Test
    void aTraceThatTheCallerBeganGoesThroughTheOutboxOnTheRecord() {
        announce(key, 2, false, 204, "00-" + TRACE + "-00f067aa0ba902b7-01");

        assertThat(arrivals(2))
                .allSatisfy(record -> assertThat(header(record, "traceparent"))
                        .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
                        .doesNotContain("00f067aa0ba902b7"));
    }

    @Test
    void whatNobodyAskedToBeTracedIsNot() {
        announce(key, 1, false, 204, "00-" + TRACE + "-00f067aa0ba902b7-00");
        announce(key, 1, false, 204);

        assertThat(arrivals(2))
                .allSatisfy(record ->
                        assertThat(record.headers().headers("traceparent")).isEmpty());
    }

    private void announce(String text, int events, boolean fail, int status) {
        announce(text, events, fail, status, "");
    }

    private void announce(String text, int events, boolean fail, int status, String traceparent) {
        var token = LocalStackResource.issuer().token("anna", Set.of(Roles.OPERATOR), Map.of());
        given().header("Authorization", "Bearer " + token)
                .header("traceparent", traceparent)
                .contentType(ContentType.JSON)
                .body(Map.of("text", text, "events", events, "fail", fail))
                .post("/v1/things/announcement")
                .then()
                .statusCode(status);
    }

    private List<String> expected(int events) {
        var texts = new ArrayList<String>();
        for (var i = 0; i < events; i++) {
            texts.add(key + i);
        }
        return texts;
    }

    private List<ConsumerRecord<String, String>> arrivals(int atLeast) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", LocalStackResource.kafkaBootstrap(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest");
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(ThingResource.TOPIC));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(key)) {
                        found.add(record);
                    }
                });
                return found.size() >= atLeast;
            });
        }
        return found;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
