package io.houdao.kit.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Adds to a service's OpenAPI document, as the service is built, what all endpoints have in common: how they refuse, and the
 * examples in {@code openapi/examples.json}, by the name of their schema, where the service has that file.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String EXAMPLES = "openapi/examples.json";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getComponents() == null) {
            return;
        }
        for (var refusal : Refusal.values()) {
            document.getComponents().addResponse(refusal.label(), refusal.response());
        }
        addExamples(document.getComponents().getSchemas());
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static void addExamples(Map<String, Schema> schemas) {
        var json = new ObjectMapper();
        examples(json).properties().forEach(example -> {
            var name = example.getKey();
            var schema = Objects.requireNonNull(schemas.get(name), "there is an example, but no schema " + name);
            requireForm(name, schema, example.getValue());
            schema.setExamples(List.of(json.convertValue(example.getValue(), Object.class)));
        });
    }

    private static JsonNode examples(ObjectMapper json) {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(EXAMPLES)) {
            return file == null ? json.createObjectNode() : json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(EXAMPLES, e);
        }
    }

    /** An example that its schema has outgrown fails the build. */
    private static void requireForm(String name, Schema schema, JsonNode example) {
        var known = schema.getProperties() == null ? Map.<String, Schema>of() : schema.getProperties();
        var required = schema.getRequired() == null ? List.<String>of() : schema.getRequired();
        example.fieldNames().forEachRemaining(field -> require(known.containsKey(field), name, field, "is not known"));
        required.forEach(field -> require(example.has(field), name, field, "is required"));
    }

    private static void require(boolean holds, String name, String field, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("the example of " + name + " does not fit: " + field + " " + otherwise);
        }
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        var key = parameters.stream()
                .filter(parameter -> "Idempotency-Key".equals(parameter.getName()))
                .findFirst();
        key.ifPresent(ApiDocument::describe);
        if (isGuarded(operation)) {
            operation.getResponses().removeAPIResponse(Refusal.UNAUTHORIZED.status());
            operation.getResponses().removeAPIResponse(Refusal.FORBIDDEN.status());
            add(operation, Refusal.UNAUTHORIZED);
            add(operation, Refusal.FORBIDDEN);
        }
        if (operation.getRequestBody() != null || !parameters.isEmpty()) {
            add(operation, Refusal.INVALID);
        }
        if (path.contains("{")) {
            add(operation, Refusal.NOT_FOUND);
        }
        if (key.isPresent() || (method != PathItem.HttpMethod.GET && path.contains("{"))) {
            add(operation, Refusal.CONFLICT);
        }
        if (key.isPresent()) {
            add(operation, Refusal.KEY_REUSED);
        }
        answers(operation);
    }

    private static boolean isGuarded(Operation operation) {
        return operation.getResponses().hasAPIResponse("401")
                || (operation.getSecurity() != null && !operation.getSecurity().isEmpty());
    }

    private static void describe(Parameter key) {
        key.required(true)
                .description("Of the caller's making, new for each creation: a repeat gets the first answer again.")
                .example("0b0f6c1e-8f0e-4d3a-9d5c-6f0f2b1c7a11");
    }

    /** Unless the endpoint states itself what such a refusal means there. */
    private static void add(Operation operation, Refusal refusal) {
        if (!operation.getResponses().hasAPIResponse(refusal.status())) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            refusal.status(), OASFactory.createAPIResponse().ref(refusal.label()));
        }
    }

    /** Refusals that an endpoint states itself are problems too. */
    private static void answers(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (answer.getRef() != null) {
                return;
            }
            if (answer.getDescription() == null) {
                answer.setDescription(status.equals("201") ? "Created" : "OK");
            }
            if (status.startsWith("4") && answer.getContent() == null) {
                answer.setContent(Refusal.problem("HttpProblem"));
            }
        });
    }
}
