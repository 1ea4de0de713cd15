package io.houdao.placement.slot;

import io.houdao.contracts.placement.TouchpointId;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Touchpoints over HTTP. */
@Path("/v1/touchpoints")
class TouchpointResource {

    private final SlotService service;
    private final Slots slots;

    TouchpointResource(SlotService service, Slots slots) {
        this.service = service;
        this.slots = slots;
    }

    /** Lists touchpoints by id. */
    @GET
    @Authenticated
    public Page<Touchpoint> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return Pages.of(
                Registry.sorted(slots.current().touchpoints()),
                touchpoint -> true,
                Cursor.parse(cursor),
                limit,
                touchpoint -> touchpoint.touchpointId().value());
    }

    /** Returns one touchpoint, or 404. */
    @GET
    @Path("/{id}")
    @Authenticated
    public Touchpoint get(String id) {
        var found = slots.current().touchpoint(Paths.path("id", id, TouchpointId::new));
        if (found == null) {
            throw Problems.notFound("touchpoint", id);
        }
        return found;
    }

    /** Adds a touchpoint (201) or replaces it (200). */
    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    public Response put(String id, @NotNull @Valid TouchpointBody body) {
        var touchpointId = Paths.path("id", id, TouchpointId::new);
        Paths.same("touchpointId", body.touchpointId(), touchpointId);
        var touchpoint = body.touchpoint(touchpointId);
        var isNew = service.put(touchpoint);
        slots.refresh();
        return Response.status(isNew ? 201 : 200).entity(touchpoint).build();
    }
}
