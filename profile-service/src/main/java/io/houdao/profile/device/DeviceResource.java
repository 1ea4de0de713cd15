package io.houdao.profile.device;

import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A person's devices over HTTP. */
@Path("/v1/people/{personId}/devices")
@Tag(name = "Devices")
class DeviceResource {

    private final DeviceService devices;
    private final Access access;
    private final IdempotentCreates creates;

    DeviceResource(DeviceService devices, Access access, IdempotentCreates creates) {
        this.devices = devices;
        this.access = access;
        this.creates = creates;
    }

    /** Returns 201; 409 where the device is bound already. */
    @POST
    @RolesAllowed({Roles.PERSON, Roles.OPERATOR})
    @Operation(summary = "Bind a device")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DeviceView.class)))
    public Response bind(
            @PathParam("personId") UUID personId,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull(message = "must be a device") @Valid DeviceBody body) {
        access.selfOr(personId, Roles.OPERATOR);
        var devicesOfPerson = "/v1/people/" + personId + "/devices";
        return creates.once(key, "POST " + devicesOfPerson, body, () -> {
            var device = devices.bind(personId, body);
            return new Created(URI.create(devicesOfPerson + "/" + device.deviceId()), device);
        });
    }

    /** Returns the person's devices, by id. */
    @GET
    @RolesAllowed({Roles.PERSON, Roles.OPERATOR, Roles.AGENT})
    @Operation(summary = "See the devices")
    public Page<DeviceView> list(
            @PathParam("personId") UUID personId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        access.selfOr(personId, Roles.OPERATOR, Roles.AGENT);
        return devices.list(personId, limit, Cursor.parse(cursor));
    }

    /** Returns one device. */
    @GET
    @Path("{deviceId}")
    @RolesAllowed({Roles.PERSON, Roles.OPERATOR, Roles.AGENT})
    @Operation(summary = "See a device")
    public DeviceView get(@PathParam("personId") UUID personId, @PathParam("deviceId") UUID deviceId) {
        access.selfOr(personId, Roles.OPERATOR, Roles.AGENT);
        return devices.get(personId, deviceId);
    }

    /** Gives a device to someone else: what it knew of its owner stays behind and is deleted. */
    @POST
    @Path("{deviceId}/hand-over")
    @RolesAllowed({Roles.PERSON, Roles.OPERATOR})
    @Operation(summary = "Hand a device over; a person only to someone of their household, an operator to anyone")
    public DeviceView handOver(
            @PathParam("personId") UUID personId,
            @PathParam("deviceId") UUID deviceId,
            @NotNull(message = "must name the next owner") @Valid HandOver handOver) {
        access.selfOr(personId, Roles.OPERATOR);
        return devices.handOver(personId, deviceId, handOver.to(), access.isSelf(personId));
    }

    /** Who gets it. */
    record HandOver(@NotNull(message = "must be a UUID") UUID to) {}

    /** Unbinds a device; the tags it reported go with it. */
    @DELETE
    @Path("{deviceId}")
    @RolesAllowed({Roles.PERSON, Roles.OPERATOR})
    @Operation(summary = "Unbind a device")
    public void unbind(@PathParam("personId") UUID personId, @PathParam("deviceId") UUID deviceId) {
        access.selfOr(personId, Roles.OPERATOR);
        devices.unbind(personId, deviceId);
    }
}
