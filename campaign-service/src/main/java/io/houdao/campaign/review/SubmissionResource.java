package io.houdao.campaign.review;

import io.houdao.campaign.Campaigns;
import io.houdao.campaign.review.bottomline.Finding;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Submissions over HTTP. */
@Tag(name = "Submissions")
@Path("/v1/campaigns")
class SubmissionResource {

    private final SubmissionService submissions;
    private final Reviews reviews;
    private final Campaigns campaigns;

    SubmissionResource(SubmissionService submissions, Reviews reviews, Campaigns campaigns) {
        this.submissions = submissions;
        this.reviews = reviews;
        this.campaigns = campaigns;
    }

    /**
     * Submits a campaign. Where the bottom line fails, the answer lists everything that is wrong and nothing waits for
     * review; where it holds, the budgets are reserved and the submission waits for a reviewer.
     */
    @POST
    @Operation(summary = "Submits a campaign")
    @Path("{id}/submit")
    @RolesAllowed(Roles.ADVERTISER)
    public Submitted submit(@PathParam("id") UUID campaignId) {
        return submissions.submit(campaignId);
    }

    /** What the bottom line would find in the drafts of a campaign now. Nothing is submitted. */
    @POST
    @Operation(summary = "What the bottom line would find in the drafts of a campaign now")
    @Path("{id}/check")
    @RolesAllowed(Roles.ADVERTISER)
    public Findings check(@PathParam("id") UUID campaignId) {
        return new Findings(submissions.check(campaignId));
    }

    /** The reviews of a campaign with their verdicts, newest first. */
    @GET
    @Operation(summary = "The reviews of a campaign with their verdicts, newest first")
    @Path("{id}/reviews")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Page<ReviewView> list(
            @PathParam("id") UUID campaignId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var campaign = campaigns.visible(campaignId);
        return reviews.of(campaignId, Cursor.parse(cursor), limit).map(review -> ReviewView.of(review, campaign, null));
    }

    /**
     * Appeals against a fail, once, within two weeks: what failed and was not changed since is judged again, by nobody who
     * judged it before.
     */
    @POST
    @Operation(summary = "Appeals against a fail, once, within two weeks")
    @Path("{id}/reviews/{reviewId}/appeal")
    @RolesAllowed(Roles.ADVERTISER)
    public Submitted appeal(
            @PathParam("id") UUID campaignId,
            @PathParam("reviewId") UUID reviewId,
            @NotNull(message = "is required") @Valid Grounds body) {
        return submissions.appeal(campaignId, reviewId, body.grounds());
    }

    /** Everything that is wrong; empty where nothing is. */
    record Findings(List<Finding> findings) {}

    /** Why a verdict is wrong. */
    record Grounds(
            @NotBlank(message = "is required: why the verdict is wrong")
            @Size(min = 3, max = 2_000, message = "must have 3 to 2,000 characters")
            String grounds) {}
}
