package io.houdao.profile.signal;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Privacy signals over HTTP, from devices; each only for itself. */
@Path("/v1/devices")
@Tag(name = "Devices")
class SignalResource {

    private final SignalService signals;
    private final Caller caller;

    SignalResource(SignalService signals, Caller caller) {
        this.signals = signals;
        this.caller = caller;
    }

    /** Returns what objected, and how many cells that closed; 400 for a string that is none. */
    @PUT
    @Path("{deviceId}/signals")
    @RolesAllowed(Roles.DEVICE)
    @Operation(
            summary = "Pass on Sec-GPC, a GPP string or a TCF string: an objection closes every cell of this surface")
    public Heard hear(
            @PathParam("deviceId") UUID deviceId,
            @HeaderParam("Sec-GPC") @Nullable String secGpc,
            @NotNull(message = "must be signals, at least \\{\\}") @Valid Signals signals) {
        if (!caller.is(deviceId)) {
            throw Problems.notFound("device", deviceId);
        }
        var objections = read(secGpc, signals);
        return new Heard(objections, this.signals.close(deviceId, objections));
    }

    private static List<String> read(@Nullable String secGpc, Signals signals) {
        try {
            return PrivacySignals.objections(secGpc, signals.gpp(), signals.tcf());
        } catch (IllegalArgumentException e) {
            throw Problems.invalid("gpp", "gpp and tcf must be strings of those standards, or be left out");
        }
    }

    /** What a device has; what is left out says nothing. */
    record Signals(
            @Size(max = 4096, message = "must be at most 4096 characters") @Nullable
            String gpp,

            @Size(max = 4096, message = "must be at most 4096 characters") @Nullable
            String tcf) {}

    /** What came of it. */
    record Heard(List<String> objections, int closedCells) {}
}
