package io.houdao.profile.export;

import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
import io.houdao.profile.People;
import io.houdao.profile.projection.Projections;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The export over HTTP, for the person alone. */
@Path("/v1/people/{personId}/export")
@Tag(name = "People")
class ExportResource {

    private final Export export;
    private final People people;
    private final Projections projections;
    private final Access access;

    ExportResource(Export export, People people, Projections projections, Access access) {
        this.export = export;
        this.people = people;
        this.projections = projections;
        this.access = access;
    }

    /** Streams everything that is kept of the person; its form is that of {@code GET /v1/schemas/export-v1.json}. */
    @GET
    @RolesAllowed(Roles.PERSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take away everything that is known of you")
    public StreamingOutput export(@PathParam("personId") UUID personId) {
        access.self(personId);
        prepare(personId);
        return output -> export.write(personId, output);
    }

    @Transactional
    void prepare(UUID person) {
        people.get(person);
        projections.unpack(Set.of(person));
    }
}
