package io.houdao.campaign.stopship;

import io.houdao.campaign.Campaigns;
import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Stopped launches over HTTP. */
@Tag(name = "Stopped launches")
@Path("/v1/campaigns")
class StopShipResource {

    private final StopShipService service;
    private final Campaigns campaigns;
    private final Caller caller;
    private final IdempotentCreates creates;

    StopShipResource(StopShipService service, Campaigns campaigns, Caller caller, IdempotentCreates creates) {
        this.service = service;
        this.campaigns = campaigns;
        this.caller = caller;
        this.creates = creates;
    }

    /**
     * Stops a launch with a list of issues: everything of the campaign goes off the air at once and is a draft again, and
     * its money goes back. 409 where it is stopped already.
     */
    @POST
    @Operation(summary = "Stops a launch with a list of issues")
    @Path("{id}/stop-ship")
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER})
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StopShipView.class)))
    public Response stop(
            @PathParam("id") UUID campaignId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull(message = "is required") @Valid Stop body) {
        var path = "/v1/campaigns/" + campaignId + "/stop-ship";
        return creates.once(
                key,
                "POST " + path,
                body,
                () -> new Created(URI.create(path), service.stop(campaignId, body.reason(), body.issues())));
    }

    /** The last time the launch was stopped, with all issues. */
    @GET
    @Operation(summary = "The last time the launch was stopped, with all issues")
    @Path("{id}/stop-ship")
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER, Roles.ADVERTISER})
    public StopShipView get(@PathParam("id") UUID campaignId) {
        if (!caller.has(Roles.REVIEWER)) {
            campaigns.visible(campaignId);
        }
        return service.find(campaignId);
    }

    /** Adds an issue to the list. */
    @POST
    @Operation(summary = "Adds an issue to the list")
    @Path("{id}/stop-ship/issues")
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER})
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = StopShipView.class)))
    public Response raise(
            @PathParam("id") UUID campaignId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull(message = "is required") @Valid IssueBody body) {
        var path = "/v1/campaigns/" + campaignId + "/stop-ship";
        return creates.once(
                key,
                "POST " + path + "/issues",
                body,
                () -> new Created(URI.create(path), service.raise(campaignId, body)));
    }

    /** Says how an issue was put right. */
    @POST
    @Operation(summary = "Says how an issue was put right")
    @Path("{id}/stop-ship/issues/{issueId}/fix")
    @RolesAllowed(Roles.ADVERTISER)
    public StopShipView fix(
            @PathParam("id") UUID campaignId,
            @PathParam("issueId") UUID issueId,
            @NotNull(message = "is required") @Valid Words body) {
        return service.fix(campaignId, issueId, body.words());
    }

    /** Closes an issue that was put right. 403 for whoever did that, and for members of the advertiser. */
    @POST
    @Operation(summary = "Closes an issue that was put right")
    @Path("{id}/stop-ship/issues/{issueId}/close")
    @RolesAllowed(Roles.REVIEWER)
    public StopShipView close(@PathParam("id") UUID campaignId, @PathParam("issueId") UUID issueId) {
        return service.close(campaignId, issueId);
    }

    /** Opens an issue again that was not put right after all. */
    @POST
    @Operation(summary = "Opens an issue again that was not put right after all")
    @Path("{id}/stop-ship/issues/{issueId}/reopen")
    @RolesAllowed(Roles.REVIEWER)
    public StopShipView reopen(
            @PathParam("id") UUID campaignId,
            @PathParam("issueId") UUID issueId,
            @NotNull(message = "is required") @Valid Words body) {
        return service.reopen(campaignId, issueId, body.words());
    }

    /**
     * Appeals against a stopped launch, once: somebody who did not stop it judges whether it should go on. 409 where it was
     * appealed before.
     */
    @POST
    @Operation(summary = "Appeals against a stopped launch, once")
    @Path("{id}/stop-ship/appeal")
    @RolesAllowed(Roles.ADVERTISER)
    public StopShipView appeal(
            @PathParam("id") UUID campaignId, @NotNull(message = "is required") @Valid StopShipGrounds body) {
        return service.appeal(campaignId, body.grounds());
    }

    /**
     * Decides on an appeal, once. Granted, the launch is stopped no more: what is a draft is submitted, and passes both
     * verdicts, as ever. 403 for whoever stopped the launch, appealed, or is a member of the advertiser.
     */
    @POST
    @Operation(summary = "Decides on an appeal, once")
    @Path("{id}/stop-ship/appeal/verdict")
    @RolesAllowed(Roles.REVIEWER)
    public StopShipView decide(
            @PathParam("id") UUID campaignId, @NotNull(message = "is required") @Valid AppealVerdict body) {
        return service.decide(campaignId, body.verdict(), body.reasons());
    }

    /** Why a launch should not be stopped. */
    record StopShipGrounds(
            @NotBlank(message = "is required: why the launch should not be stopped")
            @Size(max = 2_000, message = "may have at most 2,000 characters")
            String grounds) {}

    /** What becomes of an appeal, and why. */
    record AppealVerdict(
            @NotNull(message = "is required: granted or dismissed")
            Appeal.Verdict verdict,

            @NotBlank(message = "is required: why") @Size(max = 2_000, message = "may have at most 2,000 characters")
            String reasons) {}

    /** Why a launch is stopped, and what must be put right. */
    record Stop(
            @NotBlank(message = "is required: why the launch is stopped")
            @Size(max = 2_000, message = "may have at most 2,000 characters")
            String reason,

            @NotNull(message = "is required") @Size(min = 1, max = 200, message = "must hold 1 to 200 issues")
            List<@NotNull @Valid IssueBody> issues) {}

    /** How an issue was put right, or why it was not. */
    record Words(
            @NotBlank(message = "is required: say how, or why")
            @Size(max = 2_000, message = "may have at most 2,000 characters")
            String words) {}
}
