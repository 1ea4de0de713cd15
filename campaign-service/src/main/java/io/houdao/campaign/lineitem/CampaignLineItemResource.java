package io.houdao.campaign.lineitem;

import io.houdao.campaign.Campaigns;
import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.ndjson.NdjsonImport;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The line items of a campaign over HTTP. */
@Tag(name = "Line items")
@Path("/v1/campaigns")
class CampaignLineItemResource {

    private final LineItemService service;
    private final Campaigns campaigns;
    private final IdempotentCreates creates;
    private final Imports imports;

    CampaignLineItemResource(LineItemService service, Campaigns campaigns, IdempotentCreates creates, Imports imports) {
        this.service = service;
        this.campaigns = campaigns;
        this.creates = creates;
        this.imports = imports;
    }

    /** Drafts a line item with its creatives. */
    @POST
    @Operation(summary = "Drafts a line item with its creatives")
    @Path("{id}/line-items")
    @RolesAllowed(Roles.ADVERTISER)
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LineItemView.class)))
    public Response create(
            @PathParam("id") UUID campaignId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull(message = "is required") @Valid LineItemBody body) {
        return creates.once(key, "POST /v1/campaigns/" + campaignId + "/line-items", body, () -> {
            var created = service.create(campaignId, body);
            return new Created(URI.create("/v1/line-items/" + created.lineItemId()), created);
        });
    }

    /** The line items of a campaign with their creatives; unless sorted, in the order in which they were added. */
    @GET
    @Operation(summary = "The line items of a campaign with their creatives, filtered and sorted")
    @Path("{id}/line-items")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Page<LineItemView> list(
            @PathParam("id") UUID campaignId,
            @BeanParam LineItemFilter filter,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.page(campaigns.visible(campaignId).id(), filter, Cursor.parse(cursor), limit);
    }

    /**
     * Drafts many line items with their creatives, one a line. A line with a {@code lineItemId} that the campaign has
     * changes that one; without, its id is made from its content, so a file that is sent again adds nothing. Whoever sends
     * an {@code importId} can watch the import under it while it runs.
     */
    @POST
    @Operation(summary = "Drafts many line items with their creatives, one a line")
    @Path("{id}/line-items/import")
    @Consumes(NdjsonImport.NDJSON)
    @RolesAllowed(Roles.ADVERTISER)
    public LineItemImportView importAll(
            @PathParam("id") UUID campaignId, @QueryParam("importId") @Nullable String importId, InputStream lines) {
        return imports.run(campaignId, importId == null ? null : id(importId), lines);
    }

    private static UUID id(String importId) {
        try {
            return UUID.fromString(importId);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid(
                    List.of(new Problems.Violation("importId", "query", "must be a UUID of your own making")));
        }
    }

    /** The imports of a campaign, newest first. */
    @GET
    @Operation(summary = "The imports of a campaign, newest first")
    @Path("{id}/line-items/imports")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Page<LineItemImportView> imports(
            @PathParam("id") UUID campaignId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return imports.of(campaignId, Cursor.parse(cursor), limit);
    }

    /** How far an import is, and what was wrong with which line. */
    @GET
    @Operation(summary = "How far an import is, and what was wrong with which line")
    @Path("{id}/line-items/imports/{importId}")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public LineItemImportView progress(@PathParam("id") UUID campaignId, @PathParam("importId") UUID importId) {
        return imports.find(campaignId, importId);
    }
}
