package io.houdao.campaign.advertiser;

import io.houdao.campaign.budget.Account;
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
import jakarta.ws.rs.DELETE;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Advertisers over HTTP. */
@Tag(name = "Advertisers")
@Path("/v1/advertisers")
class AdvertiserResource {

    private final AdvertiserService service;
    private final Advertisers advertisers;
    private final IdempotentCreates creates;

    AdvertiserResource(AdvertiserService service, Advertisers advertisers, IdempotentCreates creates) {
        this.service = service;
        this.advertisers = advertisers;
        this.creates = creates;
    }

    /** Takes an advertiser on. 409 where the id is taken. */
    @POST
    @Operation(summary = "Takes an advertiser on")
    @RolesAllowed(Roles.OPERATOR)
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AdvertiserView.class)))
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull(message = "is required") @Valid AdvertiserBody body) {
        return creates.once(key, "POST /v1/advertisers", body, () -> {
            var created = service.create(body);
            return new Created(URI.create("/v1/advertisers/" + created.id()), AdvertiserView.of(created));
        });
    }

    /** All advertisers for an operator, their own for an advertiser. */
    @GET
    @Operation(summary = "All advertisers for an operator, their own for an advertiser")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Page<AdvertiserView> list(
            @BeanParam AdvertiserFilter filter,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return advertisers.visible(filter, Cursor.parse(cursor), limit).map(AdvertiserView::of);
    }

    /** One advertiser. */
    @GET
    @Operation(summary = "One advertiser")
    @Path("{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public AdvertiserView get(@PathParam("id") UUID id) {
        return AdvertiserView.of(advertisers.visible(id));
    }

    /** Vouches for an advertiser. */
    @PUT
    @Operation(summary = "Vouches for an advertiser")
    @Path("{id}/verification")
    @RolesAllowed(Roles.OPERATOR)
    public AdvertiserView verify(@PathParam("id") UUID id, @NotNull(message = "is required") @Valid Verified body) {
        return AdvertiserView.of(service.verify(id, body));
    }

    /** Vouches for an advertiser no more: nothing of it passes or resumes; stop-ship or pause takes off what runs. */
    @DELETE
    @Operation(summary = "Vouches for an advertiser no more")
    @Path("{id}/verification")
    @RolesAllowed(Roles.OPERATOR)
    public AdvertiserView withdrawVerification(@PathParam("id") UUID id) {
        return AdvertiserView.of(service.withdrawVerification(id));
    }

    /** Replaces the hosts that landing pages may be on. What is on air already stays; the next submission is held to it. */
    @PUT
    @Operation(summary = "Replaces the hosts that landing pages may be on")
    @Path("{id}/domains")
    @RolesAllowed(Roles.OPERATOR)
    public AdvertiserView declare(@PathParam("id") UUID id, @NotNull(message = "is required") @Valid Domains domains) {
        return AdvertiserView.of(service.declare(id, domains.domains()));
    }

    /** Books money that the advertiser paid in. */
    @POST
    @Operation(summary = "Books money that the advertiser paid in")
    @Path("{id}/deposits")
    @RolesAllowed(Roles.OPERATOR)
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Account.class)))
    public Response deposit(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull(message = "is required") @Valid Deposit deposit) {
        return creates.once(
                key,
                "POST /v1/advertisers/" + id + "/deposits",
                deposit,
                () -> new Created(URI.create("/v1/advertisers/" + id + "/account"), service.deposit(id, deposit)));
    }

    /** What the advertiser has, and where it is. */
    @GET
    @Operation(summary = "What the advertiser has, and where it is")
    @Path("{id}/account")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Account account(@PathParam("id") UUID id) {
        return service.account(id);
    }
}
