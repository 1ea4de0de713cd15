package io.houdao.feedback.deadletter;

import io.houdao.contracts.Topics;
import io.houdao.feedback.Parameters;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What could not be counted, for operators. They see bodies as they came. */
@Path("/v1/dead-letters")
class DeadLetterResource {

    private static final Set<String> SOURCES = Set.of(Topics.EVENTS, Topics.DECISIONS);

    private final DeadLetterBox box;
    private final Caller caller;

    DeadLetterResource(DeadLetterBox box, Caller caller) {
        this.box = box;
        this.caller = caller;
    }

    /** The dead letters of a topic, feedback.events or placement.decisions, oldest first. */
    @GET
    @Path("{topic}")
    @RolesAllowed(Roles.OPERATOR)
    public Page<DeadLetter> list(
            @PathParam("topic") String topic,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var parsed = Cursor.parse(cursor);
        var from = parsed == null ? 0 : parsed.as(Long::valueOf) + 1;
        var most = Parameters.limit(limit);
        return Page.of(box.from(source(topic), from, most + 1), most, letter -> String.valueOf(letter.offset()));
    }

    /** Sends one again; it counts if it can, and comes back as a new dead letter if it cannot. */
    @POST
    @Path("{topic}/{offset}/replay")
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    public CompletionStage<DeadLetter> replay(@PathParam("topic") String topic, @PathParam("offset") String offset) {
        return box.replay(source(topic), number(offset), caller.name());
    }

    private static String source(String topic) {
        if (!SOURCES.contains(topic)) {
            throw Problems.notFound("topic", topic);
        }
        return topic;
    }

    private static long number(String offset) {
        try {
            return Long.parseLong(offset);
        } catch (NumberFormatException e) {
            throw Problems.notFound("dead letter", offset);
        }
    }
}
