package io.houdao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite with real PostgreSQL and Kafka, and stubs where the services would be. */
class SuiteTest {

    @TempDir
    private Path root;

    @BeforeEach
    void buildServices() throws IOException {
        for (var service : Service.values()) {
            StubService.build(jar(service));
        }
    }

    @Test
    void everyPortInUseIsNamedWithTheVariableThatChangesIt() throws IOException {
        try (var campaign = listen();
                var kafka = listen()) {
            var taken = Map.of(Port.CAMPAIGN, campaign.getLocalPort(), Port.KAFKA, kafka.getLocalPort());

            assertThatThrownBy(() -> Suite.start(settings(taken), Progress.silent()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage(
                            "port %d is in use; set HOUDAO_CAMPAIGN_PORT to another\n"
                                    + "port %d is in use; set HOUDAO_KAFKA_PORT to another",
                            campaign.getLocalPort(), kafka.getLocalPort());
        }
    }

    @Test
    void aServiceThatIsNotBuiltIsNamed() throws IOException {
        Files.delete(jar(Service.FEEDBACK));

        assertThatThrownBy(() -> Suite.start(settings(Map.of()), Progress.silent()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("feedback-service is not built");
    }

    @Test
    void aServiceThatEndsWhileStartingIsNamedWithTheEndOfItsLogAndTakesTheRestWithIt() {
        var settings = settings(Map.of());
        var failing = settings.with("FAILING_PORT", String.valueOf(settings.port(Port.FEEDBACK)));

        assertThatThrownBy(() -> Suite.start(failing, Progress.silent()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("feedback-service ended while starting")
                .hasMessageContaining("the database has a newer schema");

        assertThat(portsInUse(settings)).isEmpty();
    }

    @Test
    void servicesCanBeKilledAndStartedAndTheirDataStaysFromRunToRun() throws Exception {
        var settings = settings(Map.of());
        var ready = new ArrayList<String>();
        try (var suite = Suite.start(settings, noting(ready))) {
            assertThat(ready).startsWith("PostgreSQL", "Kafka").hasSize(6);
            execute(suite.databaseUrl(Service.FEEDBACK), "create table event as select 'close' as type");

            suite.kill(Service.FEEDBACK);
            assertThat(Ports.isTaken(settings.port(Port.FEEDBACK))).isFalse();
            assertThat(suite.isRunning(Service.FEEDBACK)).isFalse();

            suite.start(Service.FEEDBACK);
            assertThat(StubService.variable(suite.uri(Service.FEEDBACK), "QUARKUS_DATASOURCE_JDBC_URL"))
                    .isEqualTo(suite.databaseUrl(Service.FEEDBACK));
        }
        assertThat(portsInUse(settings)).isEmpty();

        try (var suite = Suite.start(settings, Progress.silent())) {
            execute(suite.databaseUrl(Service.FEEDBACK), "insert into event values ('click')");
        }
        Suite.reset(settings);
        assertThat(settings.directory()).doesNotExist();
    }

    private Path jar(Service service) {
        return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private Settings settings(Map<Port, Integer> taken) {
        var free = Settings.throwaway(root.resolve("home"));
        var ports = new HashMap<>(free.ports());
        ports.putAll(taken);
        return new Settings(
                root, free.directory(), ports, false, List.of("-Xmx32m", "-XX:TieredStopAtLevel=1"), Map.of());
    }

    private static List<Port> portsInUse(Settings settings) {
        return Arrays.stream(Port.values())
                .filter(port -> Ports.isTaken(settings.port(port)))
                .toList();
    }

    private static Progress noting(List<String> ready) {
        return new Progress() {
            @Override
            public void starting(String part) {}

            @Override
            public void ready(String part, String at, Duration took) {
                ready.add(part);
            }
        };
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void execute(String url, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(url, LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
