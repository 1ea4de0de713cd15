package io.houdao.endtoend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.contracts.Topics;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Cell;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Event;
import io.houdao.local.LocalPostgres;
import io.houdao.local.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Somebody lives with the suite, and is forgotten: no table, topic or log of it holds their id. */
class ForgettingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SLOT = "alarm-clock.after-ring-card";

    private final SharedSuite suite = SharedSuite.running();

    @Test
    void nobodyFindsWhoWasForgotten() throws Exception {
        var anna = UUID.randomUUID();
        var phone = UUID.randomUUID();
        live(anna, phone);
        assertThat(tablesWith(anna)).as("the search finds who is there").contains("profile.person");
        var pseudonym = pseudonym(anna);
        assertThat(tablesWith(pseudonym)).contains("feedback.complaint");

        var last = suite.drivers().identities().person(anna).jwt();
        assertThat(send("DELETE", anna, "", last).statusCode()).isEqualTo(204);

        await().atMost(Duration.ofMinutes(2))
                .until(() -> certificate(anna, last).hasNonNull("completedAt"));
        var certificate = certificate(anna, last);
        assertThat(certificate.path("places").findValuesAsText("service"))
                .contains("profile-service", "campaign-service", "placement-service", "feedback-service");
        assertThat(deleted(certificate, "complaints")).isEqualTo(1);
        assertThat(certificate.toString()).doesNotContain(anna.toString());
        assertThat(tablesWith(anna)).isEmpty();
        for (var name : List.of(pseudonym, phone)) {
            assertThat(tablesWith(name)).as("until it is closed").containsExactly("profile.erasure");
        }
        assertThat(topicsWith(anna)).isEmpty();
        assertThat(suite.logsWith(anna.toString())).isEmpty();
        assertThat(suite.logsWith(phone.toString()))
                .as("a device's id is not for logs either")
                .isEmpty();
        assertThat(suite.logsWith(pseudonym.toString()))
                .as("nor is the name that others know")
                .isEmpty();
    }

    /** She sees an ad that her data chose, is told why, and complains about it. */
    private void live(UUID anna, UUID phone) throws Exception {
        var drivers = suite.drivers();
        var wristband = UUID.randomUUID();
        drivers.profile().addPerson(anna, LocalDate.of(1990, 5, 17), null);
        drivers.profile().bind(anna, phone, "phone", false);
        drivers.profile().bind(anna, wristband, "wristband", false);
        drivers.profile().declare(anna, "city:beijing");
        drivers.profile().report(wristband, "wake-time:early");
        drivers.profile().grant(anna, new Cell("wristband", "sleep-schedule", "phone"));
        launchBreakfast();
        var shown = await().atMost(Duration.ofMinutes(1))
                .until(() -> drivers.placement().ask(phone, "personal/life", SLOT), Decision::isAd);
        assertThat(explanation(shown, anna)).isEqualTo(200);
        assertThat(explanation(shown, UUID.randomUUID())).isEqualTo(404);
        drivers.feedback().tell(phone, List.of(Event.impression(shown.shown().receipt())));
        complain(phone, shown.shown().receipt());
        await().atMost(Duration.ofMinutes(1)).until(() -> tablesWith(phone).contains("feedback.complaint"));
    }

    private void launchBreakfast() {
        var advertiser = DemoWorld.advertiserId("chenguang");
        var campaign = Launch.dated(DataFiles.json("/story/breakfast.json"), Instant.now());
        var drafted =
                suite.drivers().campaign().draft(advertiser, UUID.randomUUID().toString(), campaign);
        Launch.throughBothVerdicts(suite.drivers().campaign(), advertiser, Launch.idOf(drafted));
    }

    private int explanation(Decision decision, UUID person) throws Exception {
        var uri =
                suite.suite().uri(Service.PLACEMENT).resolve("/v1/decisions/" + decision.decisionId() + "/explanation");
        return send("GET", uri, "", suite.drivers().identities().person(person).jwt())
                .statusCode();
    }

    private void complain(UUID phone, String receipt) throws Exception {
        var body = JSON.createObjectNode();
        body.putArray("events")
                .addObject()
                .put("receipt", receipt)
                .put("type", "complaint")
                .put("occurredAt", Instant.now().toString())
                .put("category", "misleading")
                .put("text", "too dear");
        var uri = suite.suite().uri(Service.FEEDBACK).resolve("/v1/events");
        var token = suite.drivers().identities().device(phone).jwt();
        assertThat(send("POST", uri, body.toString(), token).statusCode()).isEqualTo(202);
    }

    private UUID pseudonym(UUID person) throws Exception {
        var token = suite.drivers().identities().person(person).jwt();
        return UUID.fromString(
                JSON.readTree(send("GET", person, "/pseudonym", token).body())
                        .path("pseudonym")
                        .asText());
    }

    private static int deleted(JsonNode certificate, String place) {
        for (var one : certificate.path("places")) {
            if (one.path("place").asText().equals(place)) {
                return one.path("deleted").asInt();
            }
        }
        throw new AssertionError("nothing is said of " + place + " in " + certificate);
    }

    private JsonNode certificate(UUID person, String token) throws Exception {
        return JSON.readTree(send("GET", person, "/erasure", token).body());
    }

    private HttpResponse<String> send(String method, UUID person, String path, String token) throws Exception {
        var uri = suite.suite().uri(Service.PROFILE).resolve("/v1/people/" + person + path);
        return send(method, uri, "", token);
    }

    private static HttpResponse<String> send(String method, URI uri, String body, String token) throws Exception {
        var request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private List<String> tablesWith(UUID id) throws SQLException {
        var found = new ArrayList<String>();
        for (var service : Service.values()) {
            try (var database = DriverManager.getConnection(
                    suite.suite().databaseUrl(service), LocalPostgres.USER, LocalPostgres.PASSWORD)) {
                for (var table : tables(database)) {
                    if (mentions(database, table, id)) {
                        found.add(service.database() + "." + table);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> tables(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    /** Bytes, such as a projection's, are read as the text that they are. */
    private static boolean mentions(Connection database, String table, UUID id) throws SQLException {
        var hex = hex(id);
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select 1 from \"" + table + "\" as row where row::text like '%" + id
                        + "%' or row::text like '%" + hex + "%' limit 1")) {
            return rows.next();
        }
    }

    private static String hex(UUID id) {
        return java.util.HexFormat.of().formatHex(id.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private List<String> topicsWith(UUID id) {
        var settings = Map.<String, Object>of("bootstrap.servers", suite.suite().kafkaBootstrap());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> !topic.getKey().startsWith("__"))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            assertThat(partitions).extracting(TopicPartition::topic).contains(Topics.ERASURES, Topics.DECISIONS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return search(consumer, partitions, id);
        }
    }

    private static List<String> search(
            KafkaConsumer<String, String> consumer, List<TopicPartition> partitions, UUID id) {
        var ends = consumer.endOffsets(partitions);
        var found = new ArrayList<String>();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                if (holds(record, id.toString())) {
                    found.add(record.topic());
                }
            });
        }
        return found;
    }

    private static boolean holds(ConsumerRecord<String, String> record, String id) {
        return String.valueOf(record.key()).contains(id)
                || String.valueOf(record.value()).contains(id)
                || Stream.of(record.headers().toArray())
                        .anyMatch(header -> header.value() != null
                                && new String(header.value(), StandardCharsets.UTF_8).contains(id));
    }
}
