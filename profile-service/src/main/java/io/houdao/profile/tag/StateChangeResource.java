package io.houdao.profile.tag;

import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What devices did, over HTTP; each only for itself. */
@Path("/v1/devices")
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Devices")
class StateChangeResource {

    private final StateChangeService service;
    private final Caller caller;

    StateChangeResource(StateChangeService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /** Returns the tags that this added or renewed; a change that was sent before adds nothing. */
    @POST
    @Path("{deviceId}/state-changes")
    @RolesAllowed(Roles.DEVICE)
    @Operation(
            summary = "Tell changes of state, the oldest first; rules may make tags of them, and nothing else is kept")
    public Page<TagView> changed(
            @PathParam("deviceId") UUID deviceId, @NotNull(message = "must be changes") @Valid StateChanges told) {
        if (!caller.is(deviceId)) {
            throw Problems.notFound("device", deviceId);
        }
        return new Page<>(service.weigh(deviceId, told.changes()), null);
    }

    /** Some changes, the oldest first. */
    record StateChanges(
            @NotNull(message = "must be a list of changes") @Size(max = 100, message = "must hold at most 100 changes")
            List<@Valid @NotNull(message = "must be a change") StateChange> changes) {}
}
