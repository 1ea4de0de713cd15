package io.houdao.benchmark.constant;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads what is asked, and gives the answer of the same size that it was started with: no token, no JSON, no thought. */
@Path("/")
@Singleton
public class ConstantResource {

    private final LongAdder answers = new LongAdder();
    private final String answer;

    ConstantResource(@ConfigProperty(name = "answer") String answer) {
        this.answer = answer;
    }

    /** Returns the constant answer. */
    @POST
    @Path("/v1/decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public String answer(String question) {
        answers.increment();
        return answer;
    }

    /** Returns how many answers it has given. */
    @GET
    @Path("/count")
    @Produces(MediaType.TEXT_PLAIN)
    @NonBlocking
    public String count() {
        return answers.toString();
    }
}
