package io.houdao.endtoend;

import static io.houdao.local.Service.CAMPAIGN;
import static io.houdao.local.Service.FEEDBACK;
import static io.houdao.local.Service.PLACEMENT;
import static io.houdao.local.Service.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.endtoend.driver.PlacementDriver;
import io.houdao.local.LocalIssuer;
import io.houdao.local.LocalPostgres;
import io.houdao.local.Ports;
import io.houdao.local.Suite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One more replica of placement-service in the shared suite: the same database, topics, keys and books. */
public final class SecondPlacement implements AutoCloseable {

    private static final Path JAR = Path.of("../placement-service/target/quarkus-app/quarkus-run.jar");

    private final Process process;
    private final PlacementDriver driver;

    /** Starts it; it may not be ready yet. */
    public SecondPlacement(SharedSuite shared) throws IOException {
        this(shared, Map.of());
    }

    /** The same with more {@code environment} than it needs. */
    public SecondPlacement(SharedSuite shared, Map<String, String> environment) throws IOException {
        this(shared, Ports.free(), List.of(), environment);
    }

    private SecondPlacement(SharedSuite shared, int port, List<String> runner, Map<String, String> environment)
            throws IOException {
        this(shared, port, URI.create("http://127.0.0.1:" + port), runner, environment);
    }

    /**
     * Starts it somewhere else.
     *
     * @param port on which it listens there
     * @param address at which it is reached from here
     * @param runner a command that runs the command that follows it
     */
    public SecondPlacement(
            SharedSuite shared, int port, URI address, List<String> runner, Map<String, String> environment)
            throws IOException {
        assertThat(JAR).as("mvn package builds it").exists();
        var suite = shared.suite();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line = new ArrayList<>(runner);
        line.addAll(List.of(
                java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", "" + JAR.toAbsolutePath()));
        var command = new ProcessBuilder(line);
        command.environment().putAll(environment(suite, port));
        command.environment().putAll(environment);
        command.redirectErrorStream(true)
                .redirectOutput(suite.log(PLACEMENT)
                        .resolveSibling("placement-service-2.log")
                        .toFile());
        process = command.start();
        driver = RunningSuite.drivers(
                        service -> service == PLACEMENT ? address : suite.uri(service),
                        suite.issuer(),
                        shared.narrator())
                .placement();
    }

    private static Map<String, String> environment(Suite suite, int port) {
        var keys = suite.issuer().publicKeyFile();
        var token = suite.issuer().token("second-placement", Set.of("service"), Map.of(), LocalIssuer.LONG);
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", suite.databaseUrl(PLACEMENT)),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", LocalPostgres.USER),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", LocalPostgres.PASSWORD),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", suite.kafkaBootstrap()),
                Map.entry("MP_JWT_VERIFY_PUBLICKEY_LOCATION", keys.toString()),
                Map.entry("MP_JWT_VERIFY_ISSUER", LocalIssuer.ISSUER),
                Map.entry(
                        "HOUDAO_RECEIPT_KEYSET_FILE",
                        keys.resolveSibling("receipt-keyset.json").toString()),
                Map.entry("HOUDAO_SERVICE_TOKEN", token),
                Map.entry("QUARKUS_REST_CLIENT_PROFILE_URL", suite.uri(PROFILE).toString()),
                Map.entry("HOUDAO_CAMPAIGN_URL", suite.uri(CAMPAIGN).toString()),
                Map.entry(
                        "QUARKUS_REST_CLIENT_FEEDBACK_URL", suite.uri(FEEDBACK).toString()));
    }

    public PlacementDriver driver() {
        return driver;
    }

    /** Ends it with SIGKILL, and returns once it is gone. */
    public void kill() throws InterruptedException {
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
