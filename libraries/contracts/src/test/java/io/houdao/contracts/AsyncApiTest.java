package io.houdao.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.GraphEvent;
import io.houdao.contracts.profile.PersonProjection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is generated from the event types is what is checked in: {@code docs/asyncapi.yaml}, and what a native image must
 * know of them. With {@code -Dhoudao.write=true} both are written anew.
 */
class AsyncApiTest {

    private static final Path DOCUMENT = Path.of("../../docs/asyncapi.yaml");
    private static final Path REFLECTION =
            Path.of("src/main/resources/META-INF/native-image/io.houdao/contracts/reflect-config.json");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));

    /** Tink's own messages are read by reflection too; these are the ones that a receipt's keyset takes. */
    private static final List<String> KEYSETS = Stream.of(
                    "Keyset", "Keyset$Key", "KeyData", "KeyTemplate", "AesGcmKey", "AesGcmKeyFormat")
            .map(name -> "com.google.crypto.tink.proto." + name)
            .toList();

    private static final Map<String, Class<?>> TYPE_BY_TOPIC = types();
    private static final Shapes SHAPES = shapes();

    private static Map<String, Class<?>> types() {
        var types = new LinkedHashMap<String, Class<?>>();
        types.put(Topics.LINE_ITEMS, LiveLineItem.class);
        types.put(Topics.PROJECTIONS, PersonProjection.class);
        types.put(Topics.CONTROLS, ExperienceControl.class);
        types.put(Topics.DECISIONS, DecisionMade.class);
        types.put(Topics.EVENTS, ExperienceEvent.class);
        types.put(Topics.ERASURES, ErasureEvent.class);
        types.put(Topics.GRAPH, GraphEvent.class);
        return types;
    }

    private static Shapes shapes() {
        var shapes = new Shapes();
        TYPE_BY_TOPIC.values().forEach(shapes::reference);
        return shapes;
    }

    @Test
    void theDocumentIsUpToDate() throws IOException {
        check(DOCUMENT, YAML.writeValueAsString(document()));
    }

    @Test
    void aNativeImageKnowsEveryEventType() throws IOException {
        var lines = Stream.concat(SHAPES.types().stream().map(Class::getName), KEYSETS.stream())
                .sorted()
                .map(name -> "  {\"name\": \"" + name + "\", \"allDeclaredConstructors\": true,"
                        + " \"allDeclaredMethods\": true, \"allDeclaredFields\": true}")
                .toList();

        check(REFLECTION, "[\n" + String.join(",\n", lines) + "\n]\n");
    }

    @Test
    void theNamesOfTinksMessagesAreRight() {
        assertThat(KEYSETS).allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
    }

    static Stream<Path> goldenFiles() throws IOException {
        return Files.list(GOLDEN).sorted();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void everyEventEverReleasedFitsTheDocument(Path file) throws IOException {
        var topic = file.getFileName().toString().replaceFirst("--.*", "");
        var schemas = YAML.readTree(DOCUMENT.toFile()).at("/components/schemas");
        var schema = schemas.path(TYPE_BY_TOPIC.get(topic).getSimpleName());

        assertThat(misfits(JSON.readTree(file.toFile()), schema, schemas, "")).isEmpty();
    }

    private static ObjectNode document() {
        var document = JSON.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Houdao: what the services tell each other")
                .put("version", "1")
                .put(
                        "description",
                        "CloudEvents 1.0 in Kafka's binary mode: the envelope in headers, the body in JSON. Delivered"
                                + " at least once. Fields are added, never renamed; readers pass over what they do not"
                                + " know. Generated from libraries/contracts.");
        document.put("defaultContentType", "application/json");
        var channels = document.putObject("channels");
        TYPE_BY_TOPIC.forEach((topic, type) -> {
            var name = type.getSimpleName();
            var channel = channels.putObject(topic).put("address", topic);
            var message = channel.putObject("messages").putObject(name);
            message.putObject("headers").put("$ref", "#/components/schemas/CloudEvent");
            message.set("payload", SHAPES.reference(type));
        });
        var components = document.putObject("components");
        var schemas = components.putObject("schemas");
        schemas.set("CloudEvent", envelope());
        SHAPES.schemas().forEach(schemas::set);
        return document;
    }

    private static ObjectNode envelope() {
        var envelope = JSON.createObjectNode().put("type", "object");
        var required = envelope.putArray("required");
        var properties = envelope.putObject("properties");
        for (var header : List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type")) {
            required.add(header);
            properties.putObject(header).put("type", "string");
        }
        properties
                .putObject("traceparent")
                .put("type", "string")
                .put("description", "W3C Trace Context: the trace that the event belongs to, where there is one.");
        return envelope;
    }

    /** Where {@code value} says what {@code schema} does not know, or lacks what it requires. */
    private static List<String> misfits(JsonNode value, JsonNode schema, JsonNode schemas, String path) {
        var misfits = new ArrayList<String>();
        if (schema.has("$ref")) {
            var name = schema.path("$ref").asText().substring("#/components/schemas/".length());
            misfits.addAll(misfits(value, schemas.path(name), schemas, path));
        } else if (schema.has("oneOf")) {
            misfits.addAll(misfits(value, choice(value, schema, schemas), schemas, path));
        } else if (schema.path("type").asText().equals("array")) {
            value.forEach(item -> misfits.addAll(misfits(item, schema.path("items"), schemas, path + "/-")));
        } else if (schema.has("properties")) {
            schema.path("required").forEach(name -> {
                if (!value.hasNonNull(name.asText())) {
                    misfits.add(path + "/" + name.asText() + " is required");
                }
            });
            value.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> {
                        var below = path + "/" + field.getKey();
                        var known = schema.path("properties").path(field.getKey());
                        misfits.addAll(
                                known.isMissingNode()
                                        ? List.of(below + " is unknown")
                                        : misfits(field.getValue(), known, schemas, below));
                    });
        } else if (schema.isMissingNode()) {
            misfits.add(path + " has no schema");
        } else if (schema.has("enum") && items(schema.path("enum")).noneMatch(value::equals)) {
            misfits.add(path + " is none of " + schema.path("enum"));
        }
        return misfits;
    }

    private static Stream<JsonNode> items(JsonNode array) {
        var items = new ArrayList<JsonNode>();
        array.forEach(items::add);
        return items.stream();
    }

    /* By the type that it names, or else by the fields that it has. */
    private static JsonNode choice(JsonNode value, JsonNode schema, JsonNode schemas) {
        return items(schema.path("oneOf"))
                .map(choice -> schemas.path(choice.path("$ref").asText().substring("#/components/schemas/".length())))
                .filter(choice -> isMeant(choice.path("properties"), value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("none of " + schema + " is " + value));
    }

    private static boolean isMeant(JsonNode properties, JsonNode value) {
        return properties.has("type")
                ? properties.at("/type/const").equals(value.path("type"))
                : value.properties().stream().allMatch(field -> properties.has(field.getKey()));
    }

    private static void check(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("houdao.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        assertThat(file)
                .as("write it anew: mvn -pl libraries/contracts test -Dtest=AsyncApiTest -Dhoudao.write=true")
                .hasContent(generated);
    }
}
