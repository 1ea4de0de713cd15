package io.houdao.profile.erasure;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Forgetting over HTTP. */
@Path("/v1/people/{personId}")
@Tag(name = "People")
class ErasureResource {

    private final ErasureService erasure;
    private final Caller caller;
    private final Access access;

    ErasureResource(ErasureService erasure, Caller caller, Access access) {
        this.erasure = erasure;
        this.caller = caller;
        this.access = access;
    }

    /** Returns 204 once everything about the person is gone here and the others are about to be asked. */
    @DELETE
    @RolesAllowed({Roles.PERSON, Roles.AGENT})
    @Operation(summary = "Forget a person: every row, history too, in every service")
    public void forget(@PathParam("personId") UUID personId) {
        requireSelfOrAgent(personId);
        if (caller.is(personId)) {
            erasure.forget(personId);
        } else {
            erasure.forget(personId, caller.name(), access.reason());
        }
    }

    /** Returns what was deleted where and when: to the person with their last token, and to agents. */
    @GET
    @Path("erasure")
    @RolesAllowed({Roles.PERSON, Roles.AGENT})
    @Operation(summary = "The certificate of an erasure; it is complete once every service has confirmed")
    public Certificate certificate(@PathParam("personId") UUID personId) {
        requireSelfOrAgent(personId);
        return caller.is(personId)
                ? erasure.certificate(personId)
                : erasure.certificate(personId, caller.name(), access.reason());
    }

    private void requireSelfOrAgent(UUID personId) {
        if (!caller.is(personId) && !caller.has(Roles.AGENT)) {
            throw Problems.notFound("person", personId);
        }
    }
}
