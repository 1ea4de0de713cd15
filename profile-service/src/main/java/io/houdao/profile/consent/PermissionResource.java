package io.houdao.profile.consent;

import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A person's permissions over HTTP. */
@Path("/v1/people/{personId}/permissions")
@Tag(name = "Permissions")
class PermissionResource {

    private final ConsentService consent;
    private final Access access;

    PermissionResource(ConsentService consent, Access access) {
        this.consent = consent;
        this.access = access;
    }

    /** Returns every cell that was ever decided on, as it stands. */
    @GET
    @RolesAllowed({Roles.PERSON, Roles.AGENT})
    @Operation(summary = "See what is allowed")
    public Page<PermissionView> list(
            @PathParam("personId") UUID personId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        access.selfOr(personId, Roles.AGENT);
        return consent.list(personId, limit, Cursor.parse(cursor));
    }

    /** Takes what the person says to one cell; nobody can say it for them. */
    @PUT
    @RolesAllowed(Roles.PERSON)
    @Operation(summary = "Grant, deny or revoke one cell; it works on the next decision")
    public PermissionView decide(
            @PathParam("personId") UUID personId,
            @NotNull(message = "must be a permission") @Valid PermissionBody body) {
        access.self(personId);
        return consent.decide(personId, body);
    }

    /** Returns everything they ever said, newest first. */
    @GET
    @Path("history")
    @RolesAllowed({Roles.PERSON, Roles.AGENT})
    @Operation(summary = "See what was said, when, and to which words")
    public Page<PermissionView> history(
            @PathParam("personId") UUID personId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        access.selfOr(personId, Roles.AGENT);
        return consent.history(personId, limit, Cursor.parse(cursor));
    }
}
