package io.houdao.placement.slot;

import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.kit.ndjson.NdjsonImport;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Slots over HTTP. */
@Path("/v1/slots")
class SlotResource {

    private final SlotService service;
    private final Slots slots;
    private final NdjsonImport imports;

    SlotResource(SlotService service, Slots slots, NdjsonImport imports) {
        this.service = service;
        this.slots = slots;
        this.imports = imports;
    }

    /** Lists slots by id; each filter narrows the list. */
    @GET
    @Authenticated
    public Page<Slot> list(
            @QueryParam("touchpointId") @Nullable String touchpointId,
            @QueryParam("slotClass") @Nullable String slotClass,
            @QueryParam("scene") @Nullable String scene,
            @QueryParam("ownerTeam") @Nullable String ownerTeam,
            @QueryParam("open") @Nullable Boolean open,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        var touchpoint = Paths.query("touchpointId", touchpointId, TouchpointId::new);
        var ofClass = Paths.query("slotClass", slotClass, SlotResource::slotClass);
        var inScene = Paths.query("scene", scene, Scene::of);
        Predicate<Slot> filter =
                slot -> (touchpoint == null || slot.touchpointId().equals(touchpoint))
                        && (ofClass == null || slot.slotClass() == ofClass)
                        && (inScene == null || slot.scenes().contains(inScene))
                        && (ownerTeam == null || slot.ownerTeam().equals(ownerTeam))
                        && (open == null || slot.open() == open);
        return Pages.of(
                Registry.sorted(slots.current().slots()),
                filter,
                Cursor.parse(cursor),
                limit,
                slot -> slot.slotId().value());
    }

    private static SlotClass slotClass(String text) {
        try {
            return SlotClass.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be one of " + java.util.Arrays.toString(SlotClass.values()), e);
        }
    }

    /** Returns one slot, or 404. */
    @GET
    @Path("/{id}")
    @Authenticated
    public Slot get(String id) {
        return known(Paths.path("id", id, SlotId::new));
    }

    private Slot known(SlotId id) {
        var found = slots.current().slot(id);
        if (found == null) {
            throw Problems.notFound("slot", id);
        }
        return found;
    }

    /** Adds a slot, closed (201), or replaces it (200). */
    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    public Response put(String id, @NotNull @Valid SlotBody body) {
        var slotId = Paths.path("id", id, SlotId::new);
        Paths.same("slotId", body.slotId(), slotId);
        var isNew = service.put(slotId, body);
        slots.refresh();
        return Response.status(isNew ? 201 : 200).entity(known(slotId)).build();
    }

    /** Adds or replaces touchpoints and slots, one a line; a bad line is reported and does not stop the others. */
    @POST
    @Path("/import")
    @Blocking
    @Consumes(NdjsonImport.NDJSON)
    @RolesAllowed(Roles.OPERATOR)
    public NdjsonImport.Report importLines(InputStream body) {
        var report = imports.read(body, RegistryLine.class, service::put);
        slots.refresh();
        return report;
    }

    /** Opens a slot on behalf of the team that owns it; 409 where as many are open as may be. */
    @PUT
    @Path("/{id}/consent")
    @RolesAllowed(Roles.OPERATOR)
    public Slot consent(String id) {
        var slot = service.open(Paths.path("id", id, SlotId::new));
        slots.refresh();
        return slot;
    }

    /** Closes a slot on behalf of the team that owns it: the next decision already finds it closed. */
    @DELETE
    @Path("/{id}/consent")
    @RolesAllowed(Roles.OPERATOR)
    public void withdraw(String id) {
        service.close(Paths.path("id", id, SlotId::new));
        slots.refresh();
    }
}
