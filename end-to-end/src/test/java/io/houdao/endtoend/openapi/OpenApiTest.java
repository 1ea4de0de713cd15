package io.houdao.endtoend.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.houdao.endtoend.SharedSuite;
import io.houdao.local.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each service says of its REST interface is what is checked in, and takes nothing from a client unless {@code
 * docs/openapi/breaking-changes.txt} says so. With {@code -Dhoudao.write=true} the documents are written anew.
 */
class OpenApiTest {

    private static final Path DOCUMENTS = Path.of("../docs/openapi");
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final String WRITE = "mvn -pl end-to-end -am verify -Dtest=OpenApiTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dhoudao.write=true";

    private final SharedSuite suite = SharedSuite.running();

    @ParameterizedTest
    @EnumSource(Service.class)
    void theDocumentIsUpToDateAndBreaksNoClient(Service service) throws Exception {
        var file = DOCUMENTS.resolve(service.module() + ".yaml");
        var kept = Files.exists(file) ? Files.readString(file) : "";
        var served = served(service);

        assertThat(undeclared(service, YAML.readTree(kept), YAML.readTree(served)))
                .as("changes that break clients; take them back, or add these lines to " + DOCUMENTS
                        + "/breaking-changes.txt and write " + file + " anew: " + WRITE)
                .isEmpty();
        if (Boolean.getBoolean("houdao.write")) {
            Files.writeString(file, served);
        } else {
            assertThat(served)
                    .as(file + " is out of date; write it anew: " + WRITE)
                    .isEqualTo(kept);
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void aClientCanBeMadeOfIt(Service service) throws Exception {
        var document = YAML.readTree(served(service));
        var names = new TreeSet<String>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var where = operation.getKey() + " " + path.getKey();
                assertThat(operation.getValue().path("operationId").asText())
                        .as(where)
                        .matches("\\w+");
                assertThat(names.add(operation.getValue().path("operationId").asText()))
                        .as(where + " has a name of its own")
                        .isTrue();
                assertThat(operation.getValue().path("tags")).as(where).isNotEmpty();
            }
        }
        assertThat(document.path("components").path("securitySchemes")).isNotEmpty();
        assertThat(document.findValuesAsText("$ref"))
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static List<String> undeclared(Service service, JsonNode kept, JsonNode served) throws IOException {
        var declared = Files.readAllLines(DOCUMENTS.resolve("breaking-changes.txt"));
        return BreakingChanges.between(kept, served).stream()
                .map(change -> service.module() + ": " + change)
                .filter(change -> !declared.contains(change))
                .toList();
    }

    private String served(Service service) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(suite.suite().uri(service).resolve("/q/openapi"))
                .header("Accept", "application/yaml")
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
