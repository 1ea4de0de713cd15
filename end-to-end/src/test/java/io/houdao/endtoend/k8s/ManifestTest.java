package io.houdao.endtoend.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The hand-kept manifests agree with the services: what Quarkus generates from a service's configuration has the same
 * ports and paths, and everything a manifest refers to exists.
 *
 * <p>Where kubectl is at hand, what it renders is checked; otherwise the files that kustomization.yaml names, which are the
 * same objects before their namespace is set.
 */
class ManifestTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BASE = ROOT.resolve("k8s/base");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static List<JsonNode> manifests = List.of();

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        manifests = hasKubectl() ? rendered() : listed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile-service", "campaign-service", "placement-service", "feedback-service"})
    void aServiceHasItsObjectsAndTheyReferToEachOther(String name) {
        var pod = object("Deployment", name).at("/spec/template");
        var container = pod.at("/spec/containers/0");

        assertThat(object("ServiceAccount", name)).isNotNull();
        assertThat(pod.at("/spec/serviceAccountName").asText()).isEqualTo(name);
        assertThat(object("Service", name).at("/spec/selector")).isEqualTo(pod.at("/metadata/labels"));
        assertThat(object("Deployment", name).at("/spec/selector/matchLabels")).isEqualTo(pod.at("/metadata/labels"));
        assertThat(object("PodDisruptionBudget", name).at("/spec/selector/matchLabels"))
                .isEqualTo(pod.at("/metadata/labels"));
        assertThat(object("Service", name).at("/spec/ports/0/targetPort").asText())
                .isEqualTo(container.at("/ports/0/name").asText());
        assertThat(names(container.at("/volumeMounts"))).isEqualTo(names(pod.at("/spec/volumes")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile-service", "campaign-service", "placement-service", "feedback-service"})
    void portsAndProbePathsAreTheOnesTheServiceHas(String name) throws IOException {
        var container = object("Deployment", name).at("/spec/template/spec/containers/0");
        var generated = generated(name).at("/spec/template/spec/containers/0");

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
    @ValueSource(strings = {"profile-service", "campaign-service", "placement-service", "feedback-service"})
    void metricsAreScrapedWhereTheyAre(String name) throws IOException {
        var annotations = object("Deployment", name).at("/spec/template/metadata/annotations");
        var generated = generated(name).at("/spec/template/metadata/annotations");

        for (var annotation : List.of("prometheus.io/scrape", "prometheus.io/port", "prometheus.io/path")) {
            assertThat(annotations.get(annotation).asText())
                    .isEqualTo(generated.get(annotation).asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile-service", "campaign-service", "placement-service", "feedback-service"})
    void nothingRunsWithMoreRightsThanItNeeds(String name) {
        var pod = object("Deployment", name).at("/spec/template/spec");
        var security = pod.at("/containers/0/securityContext");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(security.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }

    @Test
    void everySecretIsTold() throws IOException {
        var readme = Files.readString(ROOT.resolve("k8s/README.md"));

        var secrets = manifests.stream()
                .flatMap(manifest -> Stream.concat(
                        manifest.findParents("secretKeyRef").stream()
                                .map(parent -> parent.at("/secretKeyRef/name").asText()),
                        manifest.findValuesAsText("secretName").stream()))
                .collect(Collectors.toSet());

        assertThat(secrets).isNotEmpty().allSatisfy(secret -> assertThat(readme).contains("`" + secret + "`"));
    }

    @Test
    void servicesCallEachOtherByNamesThatExist() {
        var hosts = manifests.stream()
                .flatMap(manifest -> manifest.findParents("value").stream())
                .map(variable -> variable.get("value").asText())
                .filter(value -> value.startsWith("http://"))
                .map(value -> value.substring("http://".length()))
                .collect(Collectors.toSet());

        assertThat(hosts)
                .isNotEmpty()
                .allSatisfy(host -> assertThat(object("Service", host)).isNotNull());
    }

    private static JsonNode object(String kind, String name) {
        return find(manifests, kind, name)
                .orElseThrow(() -> new AssertionError("k8s/base renders no " + kind + " " + name));
    }

    private static Optional<JsonNode> find(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    private static Set<String> names(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("name").asText())
                .collect(Collectors.toSet());
    }

    /** What quarkus-kubernetes makes of the service's configuration while it is packaged. */
    private static JsonNode generated(String service) throws IOException {
        var file = ROOT.resolve(service).resolve("target/kubernetes/kubernetes.yml");
        assertThat(file).as("run mvn package first").exists();
        return find(read(Files.newInputStream(file)), "Deployment", service).orElseThrow();
    }

    private static boolean hasKubectl() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    private static List<JsonNode> rendered() throws IOException, InterruptedException {
        var kubectl = new ProcessBuilder("kubectl", "kustomize", BASE.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var objects = read(kubectl.getInputStream());
        assertThat(kubectl.waitFor()).as("kubectl kustomize k8s/base").isZero();
        return objects;
    }

    private static List<JsonNode> listed() throws IOException {
        var objects = new ArrayList<JsonNode>();
        for (var resource :
                YAML.readTree(BASE.resolve("kustomization.yaml").toFile()).get("resources")) {
            objects.addAll(read(Files.newInputStream(BASE.resolve(resource.asText()))));
        }
        return objects;
    }

    private static List<JsonNode> read(InputStream yaml) throws IOException {
        try (yaml;
                var documents = YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(new String(yaml.readAllBytes(), StandardCharsets.UTF_8))) {
            return documents.readAll();
        }
    }
}
