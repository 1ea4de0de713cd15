package io.houdao.feedback.complaint;

import io.houdao.feedback.Parameters;
import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Complaints, for those who answer them. */
@Path("/v1/complaints")
class ComplaintResource {

    private final Complaints complaints;

    ComplaintResource(Complaints complaints) {
        this.complaints = complaints;
    }

    /** All of them, newest first. */
    @GET
    @RolesAllowed(Roles.AGENT)
    public Page<Complaint> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return complaints.page(Parameters.numberBefore(cursor), Parameters.limit(limit));
    }
}
