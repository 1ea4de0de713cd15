package io.houdao.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what Jackson throws at a request body into a problem. */
class JsonProblemMapper {

    @ServerExceptionMapper(priority = 1)
    Response mismatch(MismatchedInputException cause) {
        return JsonProblems.of(cause).toResponse();
    }

    @ServerExceptionMapper(priority = 1)
    Response databind(DatabindException cause) {
        return JsonProblems.of(cause).toResponse();
    }

    @ServerExceptionMapper(priority = 1)
    Response processing(JsonProcessingException cause) {
        return JsonProblems.of(cause).toResponse();
    }
}
