package io.houdao.profile.tag;

import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What devices report, over HTTP; each only for itself. */
@Path("/v1/devices")
@Tag(name = "Devices")
class DeviceTagResource {

    private final DeviceTagService tags;
    private final Caller caller;

    DeviceTagResource(DeviceTagService tags, Caller caller) {
        this.tags = tags;
        this.caller = caller;
    }

    /** Replaces what this device reported; returns what of it is kept, which is nothing where its owner wants none. */
    @PUT
    @Path("{deviceId}/tags")
    @RolesAllowed(Roles.DEVICE)
    @Operation(summary = "Report the tags a device knows of its owner; telemetry stays on the device")
    public Page<TagView> report(
            @PathParam("deviceId") UUID deviceId, @NotNull(message = "must be a report") @Valid DeviceReport report) {
        if (!caller.is(deviceId)) {
            throw Problems.notFound("device", deviceId);
        }
        return new Page<>(tags.report(deviceId, report), null);
    }
}
