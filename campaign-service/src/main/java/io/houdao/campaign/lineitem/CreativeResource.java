package io.houdao.campaign.lineitem;

import io.houdao.campaign.ExpectedVersion;
import io.houdao.campaign.creative.CreativeBody;
import io.houdao.campaign.creative.CreativeView;
import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The creatives of a line item over HTTP. Every change sends the line item back to draft and off the air. */
@Tag(name = "Creatives")
@Path("/v1/line-items")
@RolesAllowed(Roles.ADVERTISER)
class CreativeResource {

    private final CreativeService service;
    private final IdempotentCreates creates;

    CreativeResource(CreativeService service, IdempotentCreates creates) {
        this.service = service;
        this.creates = creates;
    }

    /** Adds a creative. */
    @POST
    @Operation(summary = "Adds a creative")
    @Path("{id}/creatives")
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = CreativeView.class)))
    public Response add(
            @PathParam("id") UUID lineItemId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull(message = "is required") @Valid CreativeBody body) {
        return creates.once(key, "POST /v1/line-items/" + lineItemId + "/creatives", body, () -> {
            var added = service.add(lineItemId, body);
            return new Created(URI.create("/v1/line-items/" + lineItemId + "/creatives/" + added.creativeId()), added);
        });
    }

    /** Replaces a creative. */
    @PUT
    @Operation(summary = "Replaces a creative")
    @Path("{id}/creatives/{creativeId}")
    public CreativeView replace(
            @PathParam("id") UUID lineItemId,
            @PathParam("creativeId") UUID creativeId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull(message = "is required") @Valid CreativeBody body) {
        return service.change(lineItemId, creativeId, ExpectedVersion.required(ifMatch, body.version()), body);
    }

    /** Removes a creative. */
    @DELETE
    @Operation(summary = "Removes a creative")
    @Path("{id}/creatives/{creativeId}")
    public void remove(@PathParam("id") UUID lineItemId, @PathParam("creativeId") UUID creativeId) {
        service.remove(lineItemId, creativeId);
    }
}
