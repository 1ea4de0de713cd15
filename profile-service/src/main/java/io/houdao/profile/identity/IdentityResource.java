package io.houdao.profile.identity;

import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Merging and splitting over HTTP: for agents, who have seen a proof and say why. */
@Path("/v1/people/{personId}")
@Tag(name = "People")
class IdentityResource {

    private final MergeService merging;
    private final SplitService splitting;
    private final Access access;
    private final IdempotentCreates creates;

    IdentityResource(MergeService merging, SplitService splitting, Access access, IdempotentCreates creates) {
        this.merging = merging;
        this.splitting = splitting;
        this.access = access;
        this.creates = creates;
    }

    /**
     * Returns 201 with what came over; 409 where they live in two households or were born on two days, and what to do about
     * it.
     */
    @POST
    @Path("merges")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            summary = "Make another profile of the same person part of this one",
            description =
                    "Devices and tags come over. A cell stays open only where both profiles had granted it; what one"
                            + " of them switched off, muted or removed is so for both. The other profile's id is nobody's from then"
                            + " on.")
    @Parameter(name = "reason", required = true, description = "why, in 3 to 500 characters; the person can read it")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Came.class)))
    @APIResponse(responseCode = "409", description = "two households, or two dates of birth")
    public Response merge(
            @PathParam("personId") UUID personId,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull(message = "must name the other profile") @Valid Merge merge) {
        access.asAgent(personId);
        access.alsoTouches(merge.from());
        var person = "/v1/people/" + personId;
        return creates.once(key, "POST " + person + "/merges", merge, () -> {
            var devices = merging.merge(personId, merge.from());
            return new Created(URI.create(person), new Came(personId, devices));
        });
    }

    /** Returns 201 with whose the devices are now; 409 where a new person's id is taken. */
    @POST
    @Path("splits")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            summary = "Give devices back to whom they belonged all along: someone who is there, or someone new",
            description = "What the devices had reported is deleted. Someone new lives where this person lives and has"
                    + " switched off and removed what this person has, and has granted nothing. A former id of this person"
                    + " may be theirs again.")
    @Parameter(name = "reason", required = true, description = "why, in 3 to 500 characters; the person can read it")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Came.class)))
    @APIResponse(responseCode = "409", description = "the new person's id is someone else's, or was")
    public Response split(
            @PathParam("personId") UUID personId,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull(message = "must name devices and whose they are") @Valid Split split) {
        access.asAgent(personId);
        split.named().ifPresent(access::alsoTouches);
        return creates.once(key, "POST /v1/people/" + personId + "/splits", split, () -> {
            var other = splitting.split(personId, split);
            return new Created(
                    URI.create("/v1/people/" + other),
                    new Came(other, split.devices().stream().sorted().toList()));
        });
    }

    /**
     * The other profile.
     *
     * @param from is nobody's id any more
     */
    record Merge(
            @NotNull(message = "must be the id of the profile that becomes part of this one")
            @Schema(examples = "55555555-5555-4555-8555-555555555556")
            UUID from) {}

    /** Who has these devices now; sorted. */
    record Came(UUID personId, List<UUID> devices) {}
}
