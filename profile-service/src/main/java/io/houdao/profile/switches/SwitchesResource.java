package io.houdao.profile.switches;

import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
import io.houdao.profile.Switches;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's switches over HTTP, for that person alone. */
@Path("/v1/people/{personId}/switches")
@Tag(name = "Switches")
class SwitchesResource {

    private final SwitchesService switches;
    private final Access access;

    SwitchesResource(SwitchesService switches, Access access) {
        this.switches = switches;
        this.access = access;
    }

    /** Returns what is off. */
    @GET
    @RolesAllowed(Roles.PERSON)
    @Operation(summary = "See what you switched off")
    public Switches get(@PathParam("personId") UUID personId) {
        access.self(personId);
        return switches.get(personId);
    }

    /** Replaces all switches; what is left out is off no more. */
    @PUT
    @RolesAllowed(Roles.PERSON)
    @Operation(summary = "Switch ads off: everywhere, on a touchpoint, in a scene; or refuse to be known")
    public Switches replace(
            @PathParam("personId") UUID personId, @NotNull(message = "must be switches") @Valid Switches body) {
        access.self(personId);
        return switches.replace(personId, body);
    }
}
