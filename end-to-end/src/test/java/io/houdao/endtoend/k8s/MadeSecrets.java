package io.houdao.endtoend.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the program that makes the local overlay's Secrets, as its Job does. */
final class MadeSecrets {

    private static final Path PROGRAM = Manifests.ROOT.resolve("k8s/overlays/local/secrets/MakeSecrets.java");

    private static @Nullable Map<String, Map<String, String>> printed;

    private MadeSecrets() {}

    /** What one run prints, always the same. */
    static synchronized Map<String, Map<String, String>> printed() throws IOException, InterruptedException {
        if (printed == null) {
            printed = print();
        }
        return printed;
    }

    /** Data by key, by the name of the Secret. */
    static Map<String, Map<String, String>> print() throws IOException, InterruptedException {
        var secrets = new LinkedHashMap<String, Map<String, String>>();
        for (var secret : Manifests.read(start(Map.of(), "print").getInputStream())) {
            secrets.put(Manifests.name(secret), decoded(secret.path("data")));
        }
        assertThat(secrets).isNotEmpty();
        return secrets;
    }

    static Map<String, String> decoded(JsonNode data) {
        return data.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new String(
                                Base64.getDecoder().decode(entry.getValue().asText()), StandardCharsets.UTF_8)));
    }

    static Process start(Map<String, String> environment, String... arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                Stream.concat(Stream.of(java, "-XX:TieredStopAtLevel=1", PROGRAM.toString()), Arrays.stream(arguments));
        var process = new ProcessBuilder(command.toList()).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().putAll(environment);
        return process.start();
    }
}
