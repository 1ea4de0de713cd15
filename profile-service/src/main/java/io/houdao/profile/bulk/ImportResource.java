package io.houdao.profile.bulk;

import io.houdao.kit.ndjson.NdjsonImport;
import io.houdao.kit.ndjson.NdjsonImport.Report;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The import over HTTP. */
@Path("/v1/people")
@Tag(name = "People")
class ImportResource {

    /** Many, as what a transaction costs is shared by them; few, as whoever is changed meanwhile waits for all of them. */
    private static final int BATCH = 500;

    private final NdjsonImport ndjson;
    private final PeopleImport people;
    private final SoundLines sound;

    ImportResource(NdjsonImport ndjson, PeopleImport people, SoundLines sound) {
        this.sound = sound;
        this.ndjson = ndjson;
        this.people = people;
    }

    /** Adds and updates people, one a line; a bad line is told and does not stop the others. */
    @POST
    @Path("import")
    @Consumes(NdjsonImport.NDJSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Import people, one JSON document a line; sending it again changes nothing")
    @RequestBody(
            content = @Content(mediaType = NdjsonImport.NDJSON, schema = @Schema(implementation = PersonLine.class)))
    public Report read(InputStream lines) {
        return ndjson.read(lines, new NdjsonImport.Lines<>(PersonLine.class, BATCH, sound), people::store);
    }
}
