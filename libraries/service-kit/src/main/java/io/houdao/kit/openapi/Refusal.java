package io.houdao.kit.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** How requests are refused, always as a problem (RFC 9457). */
enum Refusal {
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
    private final String label;
    private final String schema;
    private final String description;

    Refusal(String status, String label, String schema, String description) {
        this.status = status;
        this.label = label;
        this.schema = schema;
        this.description = description;
    }

    String status() {
        return status;
    }

    /** Its name among the document's components. */
    String label() {
        return label;
    }

    APIResponse response() {
        return OASFactory.createAPIResponse().description(description).content(problem(schema));
    }

    static Content problem(String schema) {
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(schema)));
    }
}
