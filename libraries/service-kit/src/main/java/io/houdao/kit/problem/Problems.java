package io.houdao.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** The problems that services answer with. Each says what to do about it. */
public final class Problems {

    private Problems() {}

    /**
     * 400: one field is wrong.
     *
     * @param field as the caller wrote it, such as {@code bid.amountMicros}
     * @param message what is wrong and how to put it right
     */
    public static HttpProblem invalid(String field, String message) {
        return invalid(List.of(new Violation(field, "body", message)));
    }

    /** 400: these fields are wrong, all of them at once. */
    public static HttpProblem invalid(List<Violation> violations) {
        return problem(400, "Invalid request", "See violations for each field and its fix.")
                .with("violations", violations)
                .build();
    }

    /** 400: a header is missing or wrong. */
    public static HttpProblem invalidHeader(String header, String message) {
        return invalid(List.of(new Violation(header, "header", message)));
    }

    /** 401: nobody we know. */
    static HttpProblem unauthorized(String detail) {
        return problem(401, "Unauthorized", detail)
                .withHeader("WWW-Authenticate", "Bearer")
                .build();
    }

    /** 403: known, but not allowed. */
    public static HttpProblem forbidden(String detail) {
        return problem(Status.FORBIDDEN, detail);
    }

    /** 404: there is none, or none that this caller may know of. */
    public static HttpProblem notFound(String what, Object id) {
        return problem(Status.NOT_FOUND, "There is no " + what + " " + id + " that you may see.");
    }

    /** 409: the thing is in another state, or was changed meanwhile. */
    public static HttpProblem conflict(String detail) {
        return problem(Status.CONFLICT, detail);
    }

    /** 422: well-formed, but not to be done. */
    public static HttpProblem unprocessable(String detail) {
        return problem(422, "Unprocessable request", detail).build();
    }

    /** 429: this caller asks too often. */
    public static HttpProblem tooMany(long pauseSeconds) {
        return problem(
                        429,
                        "Too many requests",
                        "Nothing was done. Ask again after " + pauseSeconds + " s, and less often.")
                .withHeader("Retry-After", pauseSeconds)
                .build();
    }

    /** 503: it is this service that cannot do it now; {@code detail} says what became of the request. */
    public static HttpProblem busy(String detail, long pauseSeconds) {
        return problem(503, "Service unavailable", detail + " Ask again after " + pauseSeconds + " s.")
                .withHeader("Retry-After", pauseSeconds)
                .build();
    }

    /** The fields that {@code problem} names; empty where it is about something else. */
    public static List<Violation> violations(HttpProblem problem) {
        return problem.getParameters().get("violations") instanceof List<?> violations
                ? violations.stream()
                        .filter(Violation.class::isInstance)
                        .map(Violation.class::cast)
                        .toList()
                : List.of();
    }

    private static HttpProblem problem(Status status, String detail) {
        return problem(status.getStatusCode(), status.getReasonPhrase(), detail).build();
    }

    private static HttpProblem.Builder problem(int status, String title, String detail) {
        return HttpProblem.builder().withStatus(status).withTitle(title).withDetail(detail);
    }

    /** One wrong field. {@code in} is body, header, query or path. */
    public record Violation(String field, String in, String message) {}
}
