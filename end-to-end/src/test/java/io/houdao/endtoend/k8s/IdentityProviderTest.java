package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.IdentityProvider.roles;
import static io.houdao.local.Service.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.endtoend.SharedSuite;
import io.houdao.local.LocalPostgres;
import io.houdao.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that is told of its identity provider as the production overlay tells it, on a provider of ours. */
class IdentityProviderTest {

    private static final Path JAR = Manifests.ROOT.resolve("profile-service/target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, String> settings = ofProduction();
    private final SharedSuite shared = SharedSuite.running();
    private IdentityProvider provider;
    private Process service;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        provider = new IdentityProvider(settings.get("MP_JWT_VERIFY_ISSUER"));
        address = URI.create("http://127.0.0.1:" + Ports.free());
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(
                java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString());
        command.environment().putAll(settings);
        command.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST", address.getHost(),
                        "QUARKUS_HTTP_PORT", String.valueOf(address.getPort()),
                        "QUARKUS_DATASOURCE_JDBC_URL", shared.suite().databaseUrl(PROFILE),
                        "QUARKUS_DATASOURCE_USERNAME", LocalPostgres.USER,
                        "QUARKUS_DATASOURCE_PASSWORD", LocalPostgres.PASSWORD,
                        "KAFKA_BOOTSTRAP_SERVERS", shared.suite().kafkaBootstrap(),
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION", provider.keys()));
        service = command.redirectErrorStream(true)
                .redirectOutput(shared.suite()
                        .log(PROFILE)
                        .resolveSibling("profile-service-2.log")
                        .toFile())
                .start();
    }

    @AfterEach
    void end() {
        service.destroyForcibly();
        provider.close();
    }

    @Test
    void tokensOfTheProviderForUsWithARoleAreTakenAndNoOthers() throws IOException, InterruptedException {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> get("/q/health/ready", "") == 200);

        assertThat(surveys(provider.forged("houdao", roles("operator")))).isEqualTo(401);
        assertThat(surveys(provider.token("another-product", roles("operator"))))
                .isEqualTo(401);
        assertThat(surveys(provider.token("houdao", Map.of("iss", "https://somebody.example"))))
                .isEqualTo(401);
        assertThat(surveys(provider.token("houdao", roles("cook")))).isEqualTo(403);
        assertThat(surveys(provider.token("houdao", roles("cook", "operator")))).isEqualTo(200);

        // One that left in good order leaves its partitions to the other replica at once.
        service.destroy();
        assertThat(service.waitFor()).as("exit code after SIGTERM").isZero();
    }

    private static Map<String, String> ofProduction() {
        return Manifests.of(Manifests.PRODUCTION).workloads().stream()
                .filter(workload -> workload.name().equals("profile-service"))
                .findFirst()
                .orElseThrow()
                .settings()
                .entrySet()
                .stream()
                .filter(setting -> setting.getKey().matches("(MP|SMALLRYE)_JWT_.*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private int surveys(String token) throws IOException, InterruptedException {
        return get("/v1/surveys", token);
    }

    private int get(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
