package io.houdao.profile.erasure;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Forgetting over HTTP. */
@Path("/v1/people")
@Tag(name = "People")
class ErasureResource {

    private final ErasureService erasure;
    private final Caller caller;

    ErasureResource(ErasureService erasure, Caller caller) {
        this.erasure = erasure;
        this.caller = caller;
    }

    /** Returns 204 once everything about the person is gone here and a tombstone is on its way to the others. */
    @DELETE
    @Path("{personId}")
    @RolesAllowed({Roles.PERSON, Roles.AGENT})
    @Operation(summary = "Forget a person: every row, history too")
    public void forget(@PathParam("personId") UUID personId) {
        if (!caller.is(personId) && !caller.has(Roles.AGENT)) {
            throw Problems.notFound("person", personId);
        }
        erasure.forget(personId);
    }
}
