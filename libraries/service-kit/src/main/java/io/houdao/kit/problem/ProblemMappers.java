package io.houdao.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.DefaultExceptionMapper;
import io.quarkiverse.resteasy.problem.jaxrs.WebApplicationExceptionMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Mappers in place of those of quarkus-resteasy-problem that name no field, or that fail on this version of Quarkus. A
 * mapper of a subtype is preferred to one of its supertype, hence one for each type that the library maps.
 */
class ProblemMappers {

    private static final int FIRST = 1;

    private final WebApplicationExceptionMapper others = new WebApplicationExceptionMapper();
    private final DefaultExceptionMapper bugs = new DefaultExceptionMapper();

    @ServerExceptionMapper(priority = FIRST)
    Response unknownField(UnrecognizedPropertyException cause) {
        return JsonProblems.of(cause).toResponse();
    }

    @ServerExceptionMapper(priority = FIRST)
    Response wrongFormat(InvalidFormatException cause) {
        return JsonProblems.of(cause).toResponse();
    }

    @ServerExceptionMapper(priority = FIRST)
    Response wrongType(MismatchedInputException cause) {
        return JsonProblems.of(cause).toResponse();
    }

    @ServerExceptionMapper(priority = FIRST)
    Response wrongValue(DatabindException cause) {
        return JsonProblems.of(cause).toResponse();
    }

    @ServerExceptionMapper(priority = FIRST)
    Response notJson(JsonProcessingException cause) {
        return JsonProblems.of(cause).toResponse();
    }

    /** Quarkus wraps what Jackson throws at a body that is no JSON, or at a value that its own type refuses. */
    @ServerExceptionMapper(priority = FIRST)
    Response wrapped(WebApplicationException cause) {
        return cause.getCause() instanceof JsonProcessingException json
                ? JsonProblems.of(json).toResponse()
                : others.toResponse(cause);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response noToken(UnauthorizedException cause) {
        return Problems.unauthorized("Send a bearer token in the header Authorization.")
                .toResponse();
    }

    @ServerExceptionMapper(priority = FIRST)
    Response badToken(AuthenticationFailedException cause) {
        return Problems.unauthorized("The bearer token is not valid here: forged, expired, or of another issuer.")
                .toResponse();
    }

    /** A database that went away under a request is noticed anywhere, and wrapped by whoever notices. */
    @ServerExceptionMapper(priority = FIRST)
    Response failed(Exception cause) {
        return DatabaseProblems.isPassing(cause) ? DatabaseProblems.lost().toResponse() : bugs.toResponse(cause);
    }
}
