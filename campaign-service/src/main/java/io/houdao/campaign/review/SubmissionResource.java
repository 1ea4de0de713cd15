package io.houdao.campaign.review;

import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;

/** Submissions over HTTP. */
@Path("/v1/campaigns")
class SubmissionResource {

    private final SubmissionService submissions;

    SubmissionResource(SubmissionService submissions) {
        this.submissions = submissions;
    }

    /**
     * Submits a campaign. Where the bottom line fails, the answer lists everything that is wrong and nothing waits for
     * review; where it holds, the budgets are reserved and the submission waits for a reviewer.
     */
    @POST
    @Path("{id}/submit")
    @RolesAllowed(Roles.ADVERTISER)
    public Submitted submit(@PathParam("id") UUID campaignId) {
        return submissions.submit(campaignId);
    }
}
