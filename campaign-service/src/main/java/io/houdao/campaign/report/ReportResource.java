package io.houdao.campaign.report;

import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;

/** Reports over HTTP. */
@Path("/v1/campaigns")
class ReportResource {

    private final Reports reports;

    ReportResource(Reports reports) {
        this.reports = reports;
    }

    /** What a campaign delivered and cost until now, per line item and in all. */
    @GET
    @Path("{id}/report")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Report report(@PathParam("id") UUID campaignId) {
        return reports.of(campaignId);
    }
}
