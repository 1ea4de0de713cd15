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

/** The history of an advertiser for auditors, over HTTP. */
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
    @Path("{id}/audit")
    @Produces(NdjsonImport.NDJSON)
    public StreamingOutput export(@PathParam("id") UUID id) {
        var advertiserId = advertisers.visible(id).id();
        return lines -> audit.export(advertiserId, lines);
    }

    /** Whether every row still agrees with its seal. The head proves everything before it to whoever noted it. */
    @GET
    @Path("{id}/audit/verification")
    public Audit.Verification verify(@PathParam("id") UUID id) {
        return audit.verify(advertisers.visible(id).id());
    }
}
