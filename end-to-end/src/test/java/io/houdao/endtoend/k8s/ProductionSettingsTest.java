package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.IdentityProvider.roles;
import static io.houdao.endtoend.k8s.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Topics;
import io.houdao.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * profile-service, told what the production overlay tells it, beside a broker and a database that ask for certificates and
 * obey the overlay's access lists and rules, and an identity provider of ours.
 */
class ProductionSettingsTest {

    private static final Path JAR = Manifests.ROOT.resolve("profile-service/target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static Demanding demanding;
    private static IdentityProvider provider;
    private static Map<String, String> settings;
    private static Process service;
    private static URI address;

    @BeforeAll
    static void start() throws Exception {
        demanding = new Demanding(folder, "profile");
        var workload = demanding.workload();
        provider = new IdentityProvider(workload.settings().get("MP_JWT_VERIFY_ISSUER"));
        address = URI.create("http://127.0.0.1:" + Ports.free());
        settings = settings(workload);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(
                java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString());
        command.environment().putAll(settings);
        service =
                command.redirectErrorStream(true).redirectOutput(log().toFile()).start();
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(get("/q/health/ready", ""))
                        .as(ProductionSettingsTest::logged)
                        .isEqualTo(200));
    }

    @AfterAll
    static void end() throws InterruptedException {
        try {
            service.destroy();
            assertThat(service.waitFor()).as("exit code after SIGTERM").isZero();
        } finally {
            service.destroyForcibly();
            provider.close();
            demanding.close();
        }
    }

    @Test
    void tokensOfTheProviderForUsWithARoleAreTakenAndNoOthers() throws Exception {
        assertThat(surveys(provider.forged("houdao", roles("operator")))).isEqualTo(401);
        assertThat(surveys(provider.token("another-product", roles("operator"))))
                .isEqualTo(401);
        assertThat(surveys(provider.token("houdao", Map.of("iss", "https://somebody.example"))))
                .isEqualTo(401);
        assertThat(surveys(provider.token("houdao", roles("cook")))).isEqualTo(403);
        assertThat(surveys(provider.token("houdao", roles("cook", "operator")))).isEqualTo(200);
    }

    @Test
    void aKeyThatTheProviderReplacedOpensNothingAndTheNewOneDoesWithoutARestart() throws Exception {
        var unknownYet = provider.token("houdao", roles("operator"));
        assertThat(surveys(provider.token("houdao", roles("operator")))).isEqualTo(200);

        provider.rotate();

        assertThat(surveys(provider.token("houdao", roles("operator")))).isEqualTo(200);
        assertThat(surveys(unknownYet)).isEqualTo(401);
    }

    @Test
    void whatIsChangedReachesTheBrokerAndWhatIsToBeReadIsRead() throws Exception {
        assertThat(addPerson()).isEqualTo(201);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(demanding.records(Topics.PROJECTIONS)).isPositive());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(demanding.topicsReadBy("profile-service"))
                        .as(ProductionSettingsTest::logged)
                        .containsExactlyInAnyOrder(Topics.EVENTS, Topics.ERASURES));
    }

    @Test
    void theBrokerTurnsAwayWhoShowsNoCertificate() throws Exception {
        var known = kafka();
        var stranger = new HashMap<>(known);
        stranger.keySet().removeIf(setting -> setting.startsWith("ssl.keystore"));

        assertThat(demanding.topics(known)).contains(Topics.PROJECTIONS).doesNotContain(Topics.LINE_ITEMS);
        assertThatThrownBy(() -> demanding.topics(stranger)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void theBrokerTakesNothingForATopicOfAnotherService() {
        try (var producer = new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(Topics.LINE_ITEMS, "key", "{}"))
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void theDatabaseTurnsAwayWhoShowsNoCertificateOrThatOfAnotherOrSpeaksInTheClear() throws SQLException {
        var url = settings.get("QUARKUS_DATASOURCE_JDBC_URL");

        connect(url);
        assertTurnedAway(url.replaceAll("&ssl(cert|key)=[^&]*", ""));
        assertTurnedAway(url.replace("/tls.", "/another."));
        assertTurnedAway(url.replaceAll("\\?.*", "?sslmode=disable"));
    }

    /** All that the overlay sets, with the places of a cluster replaced by those here. */
    private static Map<String, String> settings(Workload workload) {
        var told = new HashMap<>(workload.settings());
        told.keySet().removeIf(name -> name.startsWith("QUARKUS_OTEL_"));
        told.replaceAll((name, value) -> demanding.here(value));
        workload.containers().stream()
                .flatMap(container -> each(container.path("env")))
                .filter(variable -> variable.has("valueFrom"))
                .forEach(variable -> told.put(
                        variable.path("name").asText(),
                        demanding.secret(
                                variable.at("/valueFrom/secretKeyRef/key").asText())));
        told.put("QUARKUS_HTTP_HOST", address.getHost());
        told.put("QUARKUS_HTTP_PORT", String.valueOf(address.getPort()));
        told.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", provider.keys());
        return told;
    }

    /** What the service is told about Kafka, as any client takes it. */
    private static Map<String, Object> kafka() {
        var client = new HashMap<String, Object>();
        settings.forEach((name, value) -> {
            if (name.startsWith("KAFKA_")) {
                client.put(name.substring("KAFKA_".length()).toLowerCase().replace('_', '.'), value);
            }
        });
        return client;
    }

    /* Class 28 of PostgreSQL's codes: whoever it is, they may not. */
    private static void assertTurnedAway(String url) {
        assertThatThrownBy(() -> connect(url))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).startsWith("28"));
    }

    private static void connect(String url) throws SQLException {
        DriverManager.getConnection(
                        url, settings.get("QUARKUS_DATASOURCE_USERNAME"), settings.get("QUARKUS_DATASOURCE_PASSWORD"))
                .close();
    }

    private static int addPerson() throws IOException, InterruptedException {
        var body = "{\"personId\": \"%s\", \"birthDate\": \"1988-05-04\"}".formatted(UUID.randomUUID());
        var request = HttpRequest.newBuilder(address.resolve("/v1/people"))
                .header("Authorization", "Bearer " + provider.token("houdao", roles("operator")))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body));
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static int surveys(String token) throws IOException, InterruptedException {
        return get("/v1/surveys", token);
    }

    private static int get(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static Path log() {
        return folder.resolve("service.log");
    }

    private static String logged() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
