package io.houdao.campaign;

import com.fasterxml.jackson.core.type.TypeReference;
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
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the OpenAPI document, as the service is built, what all endpoints have in common: refusals, and examples. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String EXAMPLES = "/openapi/examples.json";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        for (var refusal : Refusal.values()) {
            document.getComponents().addResponse(refusal.name, refusal.response());
        }
        var schemas = document.getComponents().getSchemas();
        examples().forEach((name, example) -> {
            var schema = Objects.requireNonNull(schemas.get(name), name);
            schema.setExamples(List.of(example));
        });
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static Map<String, Object> examples() {
        try (var file = ApiDocument.class.getResourceAsStream(EXAMPLES)) {
            return new ObjectMapper().readValue(file, new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(EXAMPLES, e);
        }
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        var key = parameters.stream()
                .filter(parameter -> "Idempotency-Key".equals(parameter.getName()))
                .findFirst();
        key.ifPresent(ApiDocument::describe);
        add(operation, Refusal.UNAUTHORIZED);
        add(operation, Refusal.FORBIDDEN);
        if (operation.getRequestBody() != null || !parameters.isEmpty()) {
            add(operation, Refusal.INVALID);
        }
        if (path.contains("{")) {
            add(operation, Refusal.NOT_FOUND);
        }
        if (method != PathItem.HttpMethod.GET) {
            add(operation, Refusal.CONFLICT);
        }
        if (key.isPresent()) {
            add(operation, Refusal.KEY_REUSED);
        }
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (answer.getRef() == null && answer.getDescription() == null) {
                answer.setDescription(status.equals("201") ? "Created" : "OK");
            }
        });
    }

    private static void describe(Parameter key) {
        key.required(true)
                .description("Of the caller's making, new for each creation: a repeat gets the first answer again.")
                .example("0b0f6c1e-8f0e-4d3a-9d5c-6f0f2b1c7a11");
    }

    private static void add(Operation operation, Refusal refusal) {
        operation
                .getResponses()
                .addAPIResponse(refusal.status, OASFactory.createAPIResponse().ref(refusal.name));
    }

    /** How requests are refused, always as a problem (RFC 9457). */
    private enum Refusal {
        INVALID(
                "400",
                "Invalid",
                "HttpValidationProblem",
                "The request is malformed, or a field is; each is named with the fix."),
        UNAUTHORIZED("401", "Unauthorized", "HttpProblem", "There is no valid token."),
        FORBIDDEN("403", "Forbidden", "HttpProblem", "The token's role or person may not do this."),
        NOT_FOUND("404", "NotFound", "HttpProblem", "There is no such object, or it is somebody else's."),
        CONFLICT("409", "Conflict", "HttpProblem", "The object's state does not allow it, or its version is another."),
        KEY_REUSED("422", "KeyReused", "HttpProblem", "The Idempotency-Key came with another body before.");

        private final String status;
        private final String name;
        private final String schema;
        private final String description;

        Refusal(String status, String name, String schema, String description) {
            this.status = status;
            this.name = name;
            this.schema = schema;
            this.description = description;
        }

        APIResponse response() {
            return OASFactory.createAPIResponse()
                    .description(description)
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    "application/problem+json",
                                    OASFactory.createMediaType()
                                            .schema(OASFactory.createSchema().ref(schema))));
        }
    }
}
