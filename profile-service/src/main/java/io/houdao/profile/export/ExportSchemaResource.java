package io.houdao.profile.export;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.InputStream;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The form of an export over HTTP, for whoever reads one. */
@Path("/v1/schemas/export-v1.json")
@Tag(name = "People")
class ExportSchemaResource {

    /** Returns the JSON Schema (2020-12) of an export. */
    @GET
    @PermitAll
    @Produces("application/schema+json")
    @Operation(summary = "The form of an export")
    public InputStream schema() {
        return Objects.requireNonNull(getClass().getResourceAsStream("/schema/export-v1.json"));
    }
}
