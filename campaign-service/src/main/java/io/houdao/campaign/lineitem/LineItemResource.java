package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.campaign.ExpectedVersion;
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
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Line items over HTTP. */
@Path("/v1/line-items")
class LineItemResource {

    private final LineItemService service;
    private final LineItemPatch patches;
    private final RunService runs;

    LineItemResource(LineItemService service, LineItemPatch patches, RunService runs) {
        this.service = service;
        this.patches = patches;
        this.runs = runs;
    }

    /** One line item with its creatives; the {@code ETag} is its version. */
    @GET
    @Path("{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Response get(@PathParam("id") UUID id) {
        return tagged(service.find(id));
    }

    /**
     * Replaces a line item's terms, and its creatives where they are sent along. Unless only name, bid or daily budget
     * differ, it goes back to draft and off the air, and its money back to the advertiser.
     */
    @PUT
    @Path("{id}")
    @RolesAllowed(Roles.ADVERTISER)
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull(message = "is required") @Valid LineItemBody body) {
        return tagged(service.change(id, ExpectedVersion.required(ifMatch, body.version()), body));
    }

    /** Changes the fields that are sent (JSON merge patch, RFC 7396), with the same effect. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.ADVERTISER)
    public Response patch(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull(message = "is required") JsonNode patch) {
        var current = service.find(id);
        var body = patches.apply(current.terms(), patch);
        var version = Objects.requireNonNullElse(body.version(), current.version());
        return tagged(service.change(id, ExpectedVersion.of(ifMatch, version), body));
    }

    /** Takes a live line item off the air until it is resumed. */
    @POST
    @Path("{id}/pause")
    @RolesAllowed({Roles.ADVERTISER, Roles.OPERATOR})
    public LineItemView pause(@PathParam("id") UUID id) {
        return runs.pause(id);
    }

    /** Puts a paused line item on the air again. */
    @POST
    @Path("{id}/resume")
    @RolesAllowed({Roles.ADVERTISER, Roles.OPERATOR})
    public LineItemView resume(@PathParam("id") UUID id) {
        return runs.resume(id);
    }

    /** Takes a line item off the air for good. */
    @POST
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
