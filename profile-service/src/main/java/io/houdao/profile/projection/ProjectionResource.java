package io.houdao.profile.projection;

import io.houdao.contracts.profile.PersonProjection;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What leaves of a person, for that person to see. */
@Path("/v1/people/{personId}/projection")
@Tag(name = "Projection", description = "What leaves this service of a person")
class ProjectionResource {

    private final Projections projections;
    private final Caller caller;

    ProjectionResource(Projections projections, Caller caller) {
        this.projections = projections;
        this.caller = caller;
    }

    /** Returns the very bytes that were published last, but for what others ask for on shared screens: that is theirs. */
    @GET
    @RolesAllowed(Roles.PERSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everything the other services know of you")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PersonProjection.class)))
    public byte[] get(@PathParam("personId") UUID personId) {
        if (!caller.is(personId)) {
            throw Problems.notFound("person", personId);
        }
        return projections.lastPublished(personId).orElseThrow(() -> Problems.notFound("person", personId));
    }
}
