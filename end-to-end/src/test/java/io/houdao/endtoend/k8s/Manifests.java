package io.houdao.endtoend.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code kubectl kustomize} makes of a folder below {@code k8s/}. */
public final class Manifests {

    public static final String BASE = "base";
    static final String LOCAL = "overlays/local";
    static final String LOAD = "overlays/load";
    static final String PRODUCTION = "overlays/production";
    public static final List<String> SERVICES =
            List.of("profile-service", "campaign-service", "placement-service", "feedback-service");
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private final String folder;
    private final List<JsonNode> objects;

    private Manifests(String folder, List<JsonNode> objects) {
        this.folder = folder;
        this.objects = objects;
    }

    public static Manifests of(String folder) {
        return RENDERED.computeIfAbsent(folder, Manifests::render);
    }

    private static Manifests render(String folder) {
        try {
            var kubectl = new ProcessBuilder("kubectl", "kustomize", "k8s/" + folder)
                    .directory(ROOT.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var objects = read(kubectl.getInputStream());
            assertThat(kubectl.waitFor()).as("kubectl kustomize k8s/" + folder).isZero();
            return new Manifests(folder, objects);
        } catch (IOException e) {
            throw new AssertionError(
                    "kubectl renders the manifests and is not on the PATH: install it (Debian: apt-get install"
                            + " kubernetes-client, others: https://kubernetes.io/docs/tasks/tools/)",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static List<JsonNode> read(InputStream yaml) throws IOException {
        try (yaml;
                var documents = YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(new String(yaml.readAllBytes(), StandardCharsets.UTF_8))) {
            return documents.readAll();
        }
    }

    List<JsonNode> all() {
        return objects;
    }

    List<JsonNode> ofKind(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    JsonNode object(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError(folder + " renders no " + kind + " " + name));
    }

    Optional<JsonNode> find(String kind, String name) {
        return find(objects, kind, name);
    }

    static Optional<JsonNode> find(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> name(object).equals(name))
                .findFirst();
    }

    /** Everything that runs: Deployments, StatefulSets and Jobs. */
    public List<Workload> workloads() {
        return Stream.of("Deployment", "StatefulSet", "Job")
                .flatMap(kind -> ofKind(kind).stream())
                .map(object -> new Workload(this, object))
                .toList();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    public static Stream<JsonNode> each(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }

    static Map<String, String> labels(JsonNode labels) {
        return labels.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
    }

    @Override
    public String toString() {
        return folder;
    }
}
