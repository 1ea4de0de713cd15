package io.houdao.endtoend.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.endtoend.k8s.Manifests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What the compiler of native images would be given for a service: {@code target/native-sources}, which Quarkus wrote. */
record NativeSources(Set<String> classesByReflection, List<Pattern> resources) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIGURATION = "META-INF/native-image/";

    static NativeSources of(String service) throws IOException {
        var folder = Manifests.ROOT.resolve(service).resolve("target/native-sources");
        assertThat(folder).as("mvn package writes it").exists();
        var runner = only(folder, "-runner.jar");
        // The compiler reads the configuration of each library too, and that of the contracts is kept by hand.
        var contracts = only(folder.resolve("lib"), "io.houdao.houdao-contracts");
        var classes = Stream.concat(
                        names(text(runner, "reflect-config.json")),
                        names(text(contracts, "io.houdao/contracts/reflect-config.json")))
                .collect(Collectors.toSet());
        var resources = JSON.readTree(text(runner, "resource-config.json")).at("/resources/includes");
        return new NativeSources(
                classes,
                Manifests.each(resources)
                        .map(include -> Pattern.compile(include.path("pattern").asText()))
                        .toList());
    }

    /** Whether the service could read a file of its class path by this name. */
    boolean includes(String resource) {
        return resources.stream().anyMatch(pattern -> pattern.matcher(resource).matches());
    }

    private static Path only(Path folder, String name) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(folder + " has no " + name));
        }
    }

    private static Stream<String> names(String configuration) throws IOException {
        var classes = JSON.readTree(configuration);
        assertThat(classes).isNotEmpty();
        return Manifests.each(classes).map(entry -> entry.path("name")).map(JsonNode::asText);
    }

    private static String text(Path jar, String configuration) throws IOException {
        try (var files = new ZipFile(jar.toFile())) {
            var entry = files.getEntry(CONFIGURATION + configuration);
            assertThat(entry).as(jar + " has " + configuration).isNotNull();
            return new String(files.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
