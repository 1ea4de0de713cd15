package io.houdao.endtoend.images;

import static io.houdao.contracts.Topics.DECISIONS;
import static io.houdao.local.Service.PLACEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.endtoend.RunningSuite;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.k8s.Manifests;
import io.houdao.endtoend.k8s.Workload;
import io.houdao.endtoend.story.Narrator;
import io.houdao.endtoend.story.StoryA;
import io.houdao.local.LocalIssuer;
import io.houdao.local.LocalPostgres;
import io.houdao.local.Progress;
import io.houdao.local.Service;
import io.houdao.local.Settings;
import io.houdao.local.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The four services in their images, as a node would run them: with the user, the root, the capabilities, the memory, the
 * volumes and the settings that the manifests give them, beside a real PostgreSQL and a real Kafka.
 */
class ImagesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");

    @TempDir
    private Path directory;

    private final List<Container> containers = new ArrayList<>();

    @AfterEach
    void endThem() {
        containers.forEach(Container::close);
    }

    @Test
    void theImagesRunConfinedTellTheBreakfastStoryAndEndAsAsked() throws IOException {
        var podman = Podman.here();
        podman.buildImages();
        var settings = Settings.throwaway(directory.resolve("suite"));
        try (var suite = Suite.start(settings, List.of(), Progress.printing(System.out))) {
            for (var service : Service.values()) {
                containers.add(start(podman, service, suite, settings));
            }
            containers.forEach(ImagesTest::awaitProbes);
            for (var container : containers) {
                assertConfined(container);
            }
            var narrator = new Narrator(System.out, false);
            var drivers = RunningSuite.drivers(suite::uri, suite.issuer(), narrator);
            DemoWorld.seed(drivers, line -> System.out.println("  " + line));
            // What the story promises within seconds is for machines that do not run four cold JVMs and another suite.
            var story = new StoryA(drivers, narrator);
            await().atMost(PATIENCE).untilAsserted(story::play);

            var lastDecision = decide(drivers);
            assertThat(stopAll())
                    .allSatisfy((service, exit) -> assertThat(exit)
                            .as(() ->
                                    service + " exits with " + exit + " after SIGTERM. " + Podman.log(service + ".log"))
                            .isZero());
            try (var topics = new Topics(suite.kafkaBootstrap())) {
                assertThat(topics.mention(DECISIONS, lastDecision))
                        .as("what was decided just before the end is written down")
                        .isTrue();
                assertThat(topics.deadLetters())
                        .as("what was set aside on the way")
                        .isEmpty();
            }
        }
    }

    private Container start(Podman podman, Service service, Suite suite, Settings settings) throws IOException {
        var workload = workload(service);
        var environment = new HashMap<String, String>();
        var addresses = addresses(suite);
        workload.settings().forEach((name, value) -> environment.put(name, addresses.getOrDefault(value, value)));
        environment.putAll(settings.environment());
        // As everywhere in these tests: a JVM that lives for a minute has no use for the optimising compiler.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        environment.put("QUARKUS_HTTP_HOST", suite.uri(service).getHost());
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(suite.uri(service).getPort()));
        var mounts = Files.createDirectories(directory.resolve(service.module()));
        return Container.start(podman, workload, environment, secrets(suite), mounts, suite.uri(service));
    }

    private static Workload workload(Service service) {
        return Manifests.of(Manifests.BASE).workloads().stream()
                .filter(workload -> workload.name().equals(service.module()))
                .findFirst()
                .orElseThrow();
    }

    /** Where the addresses of a cluster are on this machine. */
    private static Map<String, String> addresses(Suite suite) {
        var addresses = new HashMap<>(Map.of("kafka:9092", suite.kafkaBootstrap()));
        for (var service : Service.values()) {
            var database = service.database();
            addresses.put("jdbc:postgresql://" + database + "-database:5432/" + database, suite.databaseUrl(service));
            addresses.put("http://" + service.module(), suite.uri(service).toString());
        }
        return addresses;
    }

    /** What would be in the Secrets, by {@code name/key}. */
    private static Map<String, String> secrets(Suite suite) throws IOException {
        var publicKey = suite.issuer().publicKeyFile();
        var secrets = new HashMap<String, String>();
        secrets.put("issuer/public-key.pem", Files.readString(publicKey));
        secrets.put("receipt-keyset/keyset.json", Files.readString(publicKey.resolveSibling("receipt-keyset.json")));
        secrets.put(
                "service-token/token", suite.issuer().token("images", Set.of("service"), Map.of(), LocalIssuer.LONG));
        for (var service : Service.values()) {
            secrets.put(service.database() + "-database/username", LocalPostgres.USER);
            secrets.put(service.database() + "-database/password", LocalPostgres.PASSWORD);
        }
        return secrets;
    }

    private static void awaitProbes(Container container) {
        for (var probe : PROBES) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(container.isRunning()).as(container::log).isTrue();
                return container.probe(probe) == 200;
            });
        }
    }

    /** What the manifests ask for is what the kernel enforces. */
    private static void assertConfined(Container container) throws IOException {
        assertThat(container.status("Uid")).as("uid").matches("10001(\\s+10001){3}");
        assertThat(container.status("Gid")).as("gid").matches("10001(\\s+10001){3}");
        for (var capabilities : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
            assertThat(container.status(capabilities)).as(capabilities).matches("0+");
        }
        assertThat(container.status("NoNewPrivs")).isEqualTo("1");
        assertThat(container.status("Seccomp")).as("filtered system calls").isEqualTo("2");
        assertThat(container.writableMounts()).containsExactly("/tmp");
        assertThat(container.memoryLimit()).isEqualTo(container.memoryAskedFor());
    }

    private static UUID decide(Drivers drivers) {
        return drivers.placement()
                .ask(UUID.randomUUID(), "personal/life", "alarm-clock.after-ring-card")
                .decisionId();
    }

    private Map<String, Integer> stopAll() {
        var exits = new TreeMap<String, Integer>();
        for (var container : containers) {
            exits.put(container.name(), container.stop());
        }
        assertThat(exits).containsKey(PLACEMENT.module()).hasSize(Service.values().length);
        return exits;
    }
}
