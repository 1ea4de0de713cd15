package io.houdao.profile.tag;

import io.houdao.contracts.Tag;
import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** A person's tags over HTTP, for that person alone. */
@Path("/v1/people/{personId}/tags")
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Tags")
class TagResource {

    private final TagService tags;
    private final Access access;
    private final IdempotentCreates creates;

    TagResource(TagService tags, Access access, IdempotentCreates creates) {
        this.tags = tags;
        this.access = access;
        this.creates = creates;
    }

    /** Returns all that is known of the person and has not expired. */
    @GET
    @RolesAllowed(Roles.PERSON)
    @Operation(summary = "See everything that is known of you")
    public Page<TagView> list(
            @PathParam("personId") UUID personId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        access.self(personId);
        return tags.list(personId, limit, Cursor.parse(cursor));
    }

    /** Returns one tag, once for each device it came from. */
    @GET
    @Path("{tag}")
    @RolesAllowed(Roles.PERSON)
    @Operation(summary = "See where a tag came from")
    public Page<TagView> get(@PathParam("personId") UUID personId, @PathParam("tag") String tag) {
        access.self(personId);
        return new Page<>(tags.list(personId, parse(tag)), null);
    }

    /** Returns 201; 409 where nothing is kept of the person. */
    @POST
    @RolesAllowed(Roles.PERSON)
    @Operation(summary = "Say something of yourself")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TagView.class)))
    public Response declare(
            @PathParam("personId") UUID personId,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull(message = "must be a tag") @Valid DeclaredTag body) {
        access.self(personId);
        var tagsOfPerson = "/v1/people/" + personId + "/tags";
        return creates.once(key, "POST " + tagsOfPerson, body, () -> {
            var tag = tags.declare(personId, body.tag());
            return new Created(URI.create(tagsOfPerson + "/" + tag.tag()), tag);
        });
    }

    /** Removes a tag, whatever it came from; no device brings it back for 180 days. */
    @DELETE
    @Path("{tag}")
    @RolesAllowed(Roles.PERSON)
    @Operation(summary = "Remove a tag; it stays away for 180 days")
    public void remove(@PathParam("personId") UUID personId, @PathParam("tag") String tag) {
        access.self(personId);
        tags.remove(personId, parse(tag));
    }

    private static Tag parse(String text) {
        try {
            return Tag.of(text);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("tag", text);
        }
    }
}
