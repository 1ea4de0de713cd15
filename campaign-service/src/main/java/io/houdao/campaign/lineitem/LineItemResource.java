package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.campaign.ExpectedVersion;
import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Line items over HTTP. */
@Tag(name = "Line items")
@Path("/v1/line-items")
class LineItemResource {

    private final LineItemService service;
    private final LineItemPatch patches;
    private final RunService runs;
    private final Succession succession;
    private final IdempotentCreates creates;
    private final Versions versions;

    LineItemResource(
            LineItemService service,
            LineItemPatch patches,
            RunService runs,
            Succession succession,
            IdempotentCreates creates,
            Versions versions) {
        this.service = service;
        this.patches = patches;
        this.runs = runs;
        this.succession = succession;
        this.creates = creates;
        this.versions = versions;
    }

    /** One line item with its creatives; the {@code ETag} is its version. */
    @GET
    @Operation(summary = "One line item with its creatives")
    @Path("{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LineItemView.class)))
    public Response get(@PathParam("id") UUID id) {
        return tagged(service.find(id));
    }

    /** Every version of a line item as a document, oldest first. */
    @GET
    @Operation(summary = "Every version of a line item as a document, oldest first")
    @Path("{id}/versions")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Past versions(@PathParam("id") UUID id) {
        return new Past(versions.of(id));
    }

    /** Where two versions of a line item differ. */
    @GET
    @Operation(summary = "Where two versions of a line item differ")
    @Path("{id}/diff")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Changed diff(@PathParam("id") UUID id, @QueryParam("from") int from, @QueryParam("to") int to) {
        return new Changed(versions.between(id, from, to));
    }

    /** All versions. */
    record Past(List<Versions.Version> items) {}

    /** All differences; none where the versions are equal. */
    record Changed(List<Versions.Difference> differences) {}

    /**
     * Replaces a line item's terms, and its creatives where they are sent along. Unless only name, bid or daily budget
     * differ, it goes back to draft and off the air, and its money back to the advertiser.
     */
    @PUT
    @Operation(summary = "Replaces a line item's terms, and its creatives where they are sent along")
    @Path("{id}")
    @RolesAllowed(Roles.ADVERTISER)
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LineItemView.class)))
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull(message = "is required") @Valid LineItemBody body) {
        return tagged(service.change(id, ExpectedVersion.required(ifMatch, body.version()), body));
    }

    /** Changes the fields that are sent (JSON merge patch, RFC 7396), with the same effect. */
    @PATCH
    @Operation(summary = "Changes the fields that are sent (JSON merge patch, RFC 7396), with the same effect")
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.ADVERTISER)
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LineItemView.class)))
    public Response patch(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull(message = "is required") JsonNode patch) {
        var current = service.find(id);
        var body = patches.apply(current.terms(), patch);
        var version = Objects.requireNonNullElse(body.version(), current.version());
        return tagged(service.change(id, ExpectedVersion.of(ifMatch, version), body));
    }

    /**
     * Drafts a new version of a line item that runs. It is changed, submitted and judged like any other; the old version
     * keeps running until the new one passes, and stops then.
     */
    @POST
    @Operation(summary = "Drafts a new version of a line item that runs")
    @Path("{id}/successor")
    @RolesAllowed(Roles.ADVERTISER)
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LineItemView.class)))
    public Response succeed(@PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return creates.once(key, "POST /v1/line-items/" + id + "/successor", "", () -> {
            var successor = succession.draft(id);
            return new Created(URI.create("/v1/line-items/" + successor.lineItemId()), successor);
        });
    }

    /** Takes a live line item off the air until it is resumed. */
    @POST
    @Operation(summary = "Takes a live line item off the air until it is resumed")
    @Path("{id}/pause")
    @RolesAllowed({Roles.ADVERTISER, Roles.OPERATOR})
    public LineItemView pause(@PathParam("id") UUID id) {
        return runs.pause(id);
    }

    /** Puts a paused line item on the air again. */
    @POST
    @Operation(summary = "Puts a paused line item on the air again")
    @Path("{id}/resume")
    @RolesAllowed({Roles.ADVERTISER, Roles.OPERATOR})
    public LineItemView resume(@PathParam("id") UUID id) {
        return runs.resume(id);
    }

    /** Takes a line item off the air for good. */
    @POST
    @Operation(summary = "Takes a line item off the air for good")
    @Path("{id}/stop")
    @RolesAllowed({Roles.ADVERTISER, Roles.OPERATOR})
    public LineItemView stop(@PathParam("id") UUID id) {
        return runs.stop(id);
    }

    private static Response tagged(LineItemView view) {
        return Response.ok(view)
                .tag(new EntityTag(Long.toString(view.version())))
                .build();
    }
}
