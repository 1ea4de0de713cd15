package io.houdao.campaign.advertiser;

import io.houdao.campaign.history.Audit;
import io.houdao.kit.ndjson.NdjsonImport;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The history of an advertiser for auditors, over HTTP. */
@Tag(name = "Advertisers")
@Path("/v1/advertisers")
@RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
class AuditResource {

    private final Advertisers advertisers;
    private final Audit audit;

    AuditResource(Advertisers advertisers, Audit audit) {
        this.advertisers = advertisers;
        this.audit = audit;
    }

    /** Every change and verdict with its seal, one document a line, oldest first. */
    @GET
    @Operation(summary = "Every change and verdict with its seal, one document a line, oldest first")
    @Path("{id}/audit")
    @Produces(NdjsonImport.NDJSON)
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = NdjsonImport.NDJSON, schema = @Schema(type = SchemaType.STRING)))
    public StreamingOutput export(@PathParam("id") UUID id) {
        var advertiserId = advertisers.visible(id).id();
        return lines -> audit.export(advertiserId, lines);
    }

    /** Whether every row still agrees with its seal. The head proves everything before it to whoever noted it. */
    @GET
    @Operation(summary = "Whether every row still agrees with its seal")
    @Path("{id}/audit/verification")
    public Audit.Verification verify(@PathParam("id") UUID id) {
        return audit.verify(advertisers.visible(id).id());
    }
}
