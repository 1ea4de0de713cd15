package io.houdao.campaign;

import io.houdao.campaign.history.History;
import io.houdao.campaign.history.PastChange;
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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Campaigns over HTTP. */
@Path("/v1/campaigns")
class CampaignResource {

    private final CampaignService service;
    private final Campaigns campaigns;
    private final History history;
    private final IdempotentCreates creates;

    CampaignResource(CampaignService service, Campaigns campaigns, History history, IdempotentCreates creates) {
        this.service = service;
        this.campaigns = campaigns;
        this.history = history;
        this.creates = creates;
    }

    /** Drafts a campaign of the caller's advertiser, with its line items and creatives where they are sent along. */
    @POST
    @RolesAllowed(Roles.ADVERTISER)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull(message = "is required") @Valid CampaignBody body) {
        return creates.once(key, "POST /v1/campaigns", body, () -> {
            var created = service.create(body);
            return new Created(URI.create("/v1/campaigns/" + created.campaignId()), created);
        });
    }

    /** All campaigns for an operator, their own for an advertiser; newest first, without their line items. */
    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Page<CampaignView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return campaigns.visible(Cursor.parse(cursor), limit).map(CampaignView::of);
    }

    /** One campaign with its first 200 line items and their creatives. */
    @GET
    @Path("{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public CampaignView get(@PathParam("id") UUID id) {
        return service.find(id);
    }

    /** Every change and verdict, newest first. */
    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Page<PastChange> history(
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return history.of(campaigns.visible(id).id(), Cursor.parse(cursor), limit);
    }
}
