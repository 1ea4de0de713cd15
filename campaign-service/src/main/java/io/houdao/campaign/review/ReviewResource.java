package io.houdao.campaign.review;

import io.houdao.campaign.Campaigns;
import io.houdao.campaign.creative.Creatives;
import io.houdao.campaign.lineitem.LineItemView;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reviews over HTTP, for reviewers. */
@Tag(name = "Reviews")
@Path("/v1/reviews")
@RolesAllowed(Roles.REVIEWER)
class ReviewResource {

    private final Reviews reviews;
    private final VerdictService verdicts;
    private final Campaigns campaigns;
    private final LineItems lineItems;
    private final Creatives creatives;
    private final Clock clock;

    ReviewResource(
            Reviews reviews,
            VerdictService verdicts,
            Campaigns campaigns,
            LineItems lineItems,
            Creatives creatives,
            Clock clock) {
        this.reviews = reviews;
        this.verdicts = verdicts;
        this.campaigns = campaigns;
        this.lineItems = lineItems;
        this.creatives = creatives;
        this.clock = clock;
    }

    /** Reviews of one status, oldest first: {@code status=open} is the queue, with {@code overdue=true} what is late. */
    @GET
    @Operation(summary = "Reviews of one status, oldest first")
    public Page<ReviewView> list(
            @QueryParam("status") @DefaultValue("open") String status,
            @QueryParam("overdue") boolean overdue,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reviews.withStatus(
                        Review.Status.of(status), overdue ? clock.instant() : null, Cursor.parse(cursor), limit)
                .map(review -> ReviewView.of(review, campaigns.findById(review.campaignId()), null));
    }

    /** One review with the line items and creatives that are to be judged. */
    @GET
    @Operation(summary = "One review with the line items and creatives that are to be judged")
    @Path("{id}")
    public ReviewView get(@PathParam("id") UUID id) {
        var review = reviews.required(id);
        var creativesByItem = creatives.byLineItemOf(review.campaignId());
        var items = lineItems.of(review.campaignId()).stream()
                .filter(item -> id.equals(item.reviewId()))
                .map(item -> LineItemView.of(item, creativesByItem.getOrDefault(item.id(), List.of())))
                .toList();
        return ReviewView.of(review, campaigns.findById(review.campaignId()), items);
    }

    /**
     * Keeps a review for the caller for two hours: nobody else can claim or decide it meanwhile. Claiming again begins
     * anew. 403 and 409 as for a verdict.
     */
    @POST
    @Operation(summary = "Keeps a review for the caller for two hours")
    @Path("{id}/claim")
    public ReviewView claim(@PathParam("id") UUID id) {
        return verdicts.claim(id);
    }

    /** Lets others have a review that the caller claimed. */
    @DELETE
    @Operation(summary = "Lets others have a review that the caller claimed")
    @Path("{id}/claim")
    public void release(@PathParam("id") UUID id) {
        verdicts.release(id);
    }

    /**
     * Decides on a submission's values. On a pass every line item of it goes live; on a fail all of them are drafts again.
     * A sensitive category needs the pass of two people. 403 for whoever wrote any of it, is a member of its advertiser or
     * judged it before; 409 where it was decided before or somebody else claims it.
     */
    @POST
    @Operation(summary = "Decides on a submission's values")
    @Path("{id}/verdict")
    public ReviewView decide(@PathParam("id") UUID id, @NotNull(message = "is required") @Valid Verdict verdict) {
        return verdicts.decide(id, verdict);
    }
}
