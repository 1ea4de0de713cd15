package io.houdao.campaign;

import io.houdao.campaign.history.History;
import io.houdao.campaign.history.PastChange;
import io.houdao.campaign.lineitem.LineItems;
import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Campaigns over HTTP. */
@Tag(name = "Campaigns")
@Path("/v1/campaigns")
class CampaignResource {

    private final CampaignService service;
    private final Campaigns campaigns;
    private final LineItems lineItems;
    private final History history;
    private final IdempotentCreates creates;
    private final DryRun dryRun;

    CampaignResource(
            CampaignService service,
            Campaigns campaigns,
            LineItems lineItems,
            History history,
            IdempotentCreates creates,
            DryRun dryRun) {
        this.service = service;
        this.campaigns = campaigns;
        this.lineItems = lineItems;
        this.history = history;
        this.creates = creates;
        this.dryRun = dryRun;
    }

    /** Drafts a campaign of the caller's advertiser, with its line items and creatives where they are sent along. */
    @POST
    @Operation(
            summary =
                    "Drafts a campaign of the caller's advertiser, with its line items and creatives where they are sent along")
    @RolesAllowed(Roles.ADVERTISER)
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = CampaignView.class)))
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull(message = "is required") @Valid CampaignBody body) {
        return creates.once(key, "POST /v1/campaigns", body, () -> {
            var created = service.create(body);
            return new Created(URI.create("/v1/campaigns/" + created.campaignId()), created);
        });
    }

    /**
     * Tells everything that is wrong with a campaign, at once, each with a JSON pointer into what was sent. Nothing is kept.
     */
    @POST
    @Operation(
            summary =
                    "Tells everything that is wrong with a campaign, at once, each with a JSON pointer into what was sent")
    @Path("validate")
    @RolesAllowed(Roles.ADVERTISER)
    @RequestBody(
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = CampaignBody.class)))
    public DryRun.Checked validate(@NotNull(message = "is required") String document) {
        return dryRun.check(document);
    }

    /** Drafts the same campaign once more: all line items and creatives that it has now, as drafts with new ids. */
    @POST
    @Operation(summary = "Drafts the same campaign once more")
    @Path("{id}/copy")
    @RolesAllowed(Roles.ADVERTISER)
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = CampaignView.class)))
    public Response copy(@PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return creates.once(key, "POST /v1/campaigns/" + id + "/copy", "", () -> {
            var copy = service.copy(id);
            return new Created(URI.create("/v1/campaigns/" + copy.campaignId()), copy);
        });
    }

    /** Puts a campaign away of which nothing runs or waits for a verdict: it is listed no more, and does not change. */
    @POST
    @Operation(summary = "Puts a campaign away of which nothing runs or waits for a verdict")
    @Path("{id}/archive")
    @RolesAllowed(Roles.ADVERTISER)
    public CampaignView archive(@PathParam("id") UUID id) {
        return service.archive(id);
    }

    /** Takes a campaign up again that was put away. */
    @POST
    @Operation(summary = "Takes a campaign up again that was put away")
    @Path("{id}/unarchive")
    @RolesAllowed(Roles.ADVERTISER)
    public CampaignView unarchive(@PathParam("id") UUID id) {
        return service.unarchive(id);
    }

    /**
     * All campaigns for an operator, their own for an advertiser; newest first, with how many of their line items are where
     * on their way.
     */
    @GET
    @Operation(summary = "All campaigns for an operator, their own for an advertiser")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Page<CampaignView> list(
            @BeanParam CampaignFilter filter,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var page = campaigns.visible(filter, Cursor.parse(cursor), limit);
        var numbers = lineItems.numbersByStatus(
                page.items().stream().map(Campaign::id).toList());
        return page.map(campaign -> CampaignView.of(campaign, numbers.getOrDefault(campaign.id(), Map.of())));
    }

    /** One campaign with its first 200 line items and their creatives. */
    @GET
    @Operation(summary = "One campaign with its first 200 line items and their creatives")
    @Path("{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public CampaignView get(@PathParam("id") UUID id) {
        return service.find(id);
    }

    /**
     * Replaces what a campaign says of itself. Where category or {@code onBehalfOf} differ, all its line items go back to draft
     * and off the air.
     */
    @PUT
    @Operation(summary = "Replaces what a campaign says of itself")
    @Path("{id}")
    @RolesAllowed(Roles.ADVERTISER)
    public CampaignView replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull(message = "is required") @Valid CampaignEdit body) {
        return service.change(id, ExpectedVersion.required(ifMatch, body.version()), body);
    }

    /** Every change and verdict, newest first. */
    @GET
    @Operation(summary = "Every change and verdict, newest first")
    @Path("{id}/history")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Page<PastChange> history(
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return history.of(campaigns.visible(id).id(), Cursor.parse(cursor), limit);
    }
}
