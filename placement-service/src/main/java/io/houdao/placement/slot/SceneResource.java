package io.houdao.placement.slot;

import io.houdao.contracts.Scene;
import io.houdao.kit.security.Roles;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The vocabulary of scenes over HTTP. */
@Path("/v1/scenes")
class SceneResource {

    private final SlotService service;
    private final Slots slots;

    SceneResource(SlotService service, Slots slots) {
        this.service = service;
        this.slots = slots;
    }

    /** Returns the spheres, the moments, and the version of the vocabulary. */
    @GET
    @Authenticated
    public Vocabulary scenes() {
        var registry = slots.current();
        return new Vocabulary(
                registry.version(),
                Stream.of(Scene.Sphere.values())
                        .map(sphere -> sphere.name().toLowerCase(Locale.ROOT))
                        .toList(),
                List.copyOf(Registry.sorted(registry.moments()).values()));
    }

    /** Adds a moment (201) or renames it (200). */
    @PUT
    @Path("/moments/{moment}")
    @RolesAllowed(Roles.OPERATOR)
    public Response putMoment(String moment, @NotNull @Valid MomentBody body) {
        var name = Paths.path("moment", moment, text -> new Scene(Scene.Sphere.HOME, text).moment());
        var added = new Moment(name, body.name());
        var isNew = service.put(added);
        slots.refresh();
        return Response.status(isNew ? 201 : 200).entity(added).build();
    }

    /** What a scene may be made of. */
    record Vocabulary(long version, List<String> spheres, List<Moment> moments) {}
}
