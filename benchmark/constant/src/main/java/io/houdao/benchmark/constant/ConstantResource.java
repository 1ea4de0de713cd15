package io.houdao.benchmark.constant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Takes the question of a decision as text, and gives always the same answer: no JSON, no thought. */
@Path("/constant")
@PermitAll
@Singleton
public class ConstantResource {

    private final Counter answers;
    private volatile String answer = "";

    ConstantResource(MeterRegistry meters) {
        this.answers = meters.counter("constant.answers");
    }

    /** From now on this is the answer. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @NonBlocking
    public void answerWith(String newAnswer) {
        answer = newAnswer;
    }

    /** Returns the constant answer. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public String answer(String question) {
        answers.increment();
        return answer;
    }
}
