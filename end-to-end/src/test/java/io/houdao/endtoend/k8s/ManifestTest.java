package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The manifests kept by hand agree with the services: what Quarkus generates from a service's configuration has the same
 * ports, probes, environment and annotations.
 */
class ManifestTest {

    static final List<String> SERVICES = Manifests.SERVICES;

    private final Manifests base = Manifests.of(Manifests.BASE);

    @ParameterizedTest
    @FieldSource("SERVICES")
    void portsAndProbePathsAreTheOnesTheServiceHas(String name) throws IOException {
        var container = container(name);
        var generated = generated(name);

        assertThat(container.at("/ports/0/containerPort").asInt())
                .isEqualTo(generated.at("/ports/0/containerPort").asInt())
                .isPositive();
        for (var probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            var path = "/" + probe + "/httpGet/path";
            assertThat(container.at(path).asText())
                    .as(probe)
                    .isEqualTo(generated.at(path).asText())
                    .startsWith("/q/health/");
            assertThat(container.at("/" + probe + "/httpGet/port").asText())
                    .as(probe)
                    .isEqualTo(container.at("/ports/0/name").asText());
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void theEnvironmentIsTheOneTheServiceAsksFor(String name) throws IOException {
        assertThat(environment(container(name))).isEqualTo(environment(generated(name)));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void metricsAreScrapedWhereTheyAre(String name) throws IOException {
        var annotations = base.object("Deployment", name).at("/spec/template/metadata/annotations");
        var generated = deployment(name).at("/spec/template/metadata/annotations");

        for (var annotation : List.of("prometheus.io/scrape", "prometheus.io/port", "prometheus.io/path")) {
            assertThat(annotations.get(annotation).asText())
                    .isEqualTo(generated.get(annotation).asText());
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void thereIsTimeToDrainBeforeTheEnd(String name) {
        var pod = base.object("Deployment", name).at("/spec/template/spec");

        var beforeSigterm =
                pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
        var quarkusShutdownTimeout = 10;
        assertThat(beforeSigterm).isPositive();
        assertThat(pod.at("/terminationGracePeriodSeconds").asInt())
                .isGreaterThan(beforeSigterm + 2 * quarkusShutdownTimeout);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void noZoneAndNoNodeHasThemAll(String name) {
        var zone = "topology.kubernetes.io/zone";
        var node = "kubernetes.io/hostname";

        assertThat(spread(base, name)).isEqualTo(Map.of(zone, "ScheduleAnyway", node, "ScheduleAnyway"));
        assertThat(spread(Manifests.of(Manifests.PRODUCTION), name))
                .isEqualTo(Map.of(zone, "DoNotSchedule", node, "ScheduleAnyway"));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void replicasFollowTheWorkAndTheRecordsLeftToRead(String name) {
        var scaler = Manifests.of(Manifests.PRODUCTION).object("HorizontalPodAutoscaler", name);
        var asked = each(scaler.at("/spec/metrics"))
                .map(metric -> metric.at("/resource/name").asText()
                        + metric.at("/pods/metric/name").asText())
                .collect(Collectors.toSet());

        assertThat(scaler.at("/spec/scaleTargetRef/name").asText()).isEqualTo(name);
        assertThat(scaler.at("/spec/minReplicas").asInt()).isGreaterThan(1);
        // Every replica of placement-service reads all there is: one more would not shorten what is left.
        assertThat(asked)
                .isEqualTo(
                        name.equals("placement-service")
                                ? Set.of("cpu")
                                : Set.of("cpu", "kafka_consumer_fetch_manager_records_lag_max"));
    }

    /** What happens where a replica cannot be put apart from the others, by what they are to be apart. */
    private static Map<String, String> spread(Manifests manifests, String name) {
        return each(manifests.object("Deployment", name).at("/spec/template/spec/topologySpreadConstraints"))
                .collect(Collectors.toMap(
                        spread -> spread.path("topologyKey").asText(),
                        spread -> spread.path("whenUnsatisfiable").asText()));
    }

    /** Names of variables with the Secret and key they come from, and ConfigMaps without the hash of their content. */
    private static Set<String> environment(JsonNode container) {
        var environment = each(container.path("env"))
                .filter(variable -> !variable.path("name").asText().equals("KUBERNETES_NAMESPACE"))
                .map(variable -> variable.path("name").asText() + " from "
                        + variable.at("/valueFrom/secretKeyRef/name").asText() + "/"
                        + variable.at("/valueFrom/secretKeyRef/key").asText())
                .collect(Collectors.toSet());
        each(container.path("envFrom"))
                .map(source -> source.at("/configMapRef/name").asText())
                .forEach(name -> environment.add("all of " + name.replaceFirst("-[a-z0-9]{10}$", "")));
        return environment;
    }

    private JsonNode container(String name) {
        return base.object("Deployment", name).at("/spec/template/spec/containers/0");
    }

    private static JsonNode generated(String name) throws IOException {
        return deployment(name).at("/spec/template/spec/containers/0");
    }

    /** What quarkus-kubernetes makes of the service's configuration while it is packaged. */
    private static JsonNode deployment(String service) throws IOException {
        var file = Manifests.ROOT.resolve(service).resolve("target/kubernetes/kubernetes.yml");
        assertThat(file).as("run mvn package first").exists();
        return Manifests.find(Manifests.read(Files.newInputStream(file)), "Deployment", service)
                .orElseThrow();
    }
}
