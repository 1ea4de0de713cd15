package io.houdao.profile.household;

import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
import io.houdao.profile.household.Guests.Guest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Households over HTTP. */
@Path("/v1/households")
@Tag(name = "Households")
class HouseholdResource {

    private final HouseholdService households;
    private final GuestService guests;
    private final Access access;
    private final IdempotentCreates creates;

    HouseholdResource(HouseholdService households, GuestService guests, Access access, IdempotentCreates creates) {
        this.households = households;
        this.guests = guests;
        this.access = access;
        this.creates = creates;
    }

    /** Returns 201; 409 where there is such a household. */
    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Found a household")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response found(
            @HeaderParam("Idempotency-Key") String key,
            @NotNull(message = "must be a household, at least \\{\\}") @Valid HouseholdBody body) {
        return creates.once(key, "POST /v1/households", body, () -> {
            var id = Optional.ofNullable(body.householdId()).orElseGet(UUID::randomUUID);
            return new Created(URI.create("/v1/households/" + id), households.found(id));
        });
    }

    /** Returns the household with its members and guests, to operators. */
    @GET
    @Path("{householdId}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "See who lives together")
    public HouseholdView get(@PathParam("householdId") UUID householdId) {
        return households.get(householdId);
    }

    /** Moves a person in, and out of where they lived before. */
    @PUT
    @Path("{householdId}/members/{personId}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Move a person in")
    public HouseholdView moveIn(@PathParam("householdId") UUID householdId, @PathParam("personId") UUID personId) {
        return households.moveIn(householdId, personId);
    }

    /** Moves a person out: operators anyone, people themselves. */
    @DELETE
    @Path("{householdId}/members/{personId}")
    @RolesAllowed({Roles.OPERATOR, Roles.PERSON})
    @Operation(summary = "Move a person out")
    public void moveOut(@PathParam("householdId") UUID householdId, @PathParam("personId") UUID personId) {
        access.selfOr(personId, Roles.OPERATOR);
        households.moveOut(householdId, personId);
    }

    /** Lets a person be in front of what the household shares for a while: operators anyone, people themselves. */
    @PUT
    @Path("{householdId}/guests/{personId}")
    @RolesAllowed({Roles.OPERATOR, Roles.PERSON})
    @Operation(
            summary = "Be a guest: what you do not allow is not used on the household's shared screens meanwhile",
            description =
                    "At most seven days; sent again it sets a new end. It ends by itself, and then nothing of it is"
                            + " kept. Your own devices are not affected.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Guest.class)))
    @APIResponse(responseCode = "409", description = "the person lives there")
    public Guest arrive(
            @PathParam("householdId") UUID householdId,
            @PathParam("personId") UUID personId,
            @NotNull(message = "must be a visit") @Valid Visit visit) {
        access.selfOr(personId, Roles.OPERATOR);
        return guests.arrives(householdId, personId, visit.until());
    }

    /** Ends a visit early: operators anyone's, people their own. */
    @DELETE
    @Path("{householdId}/guests/{personId}")
    @RolesAllowed({Roles.OPERATOR, Roles.PERSON})
    @Operation(summary = "Leave before the visit ends by itself")
    public void leave(@PathParam("householdId") UUID householdId, @PathParam("personId") UUID personId) {
        access.selfOr(personId, Roles.OPERATOR);
        guests.leaves(householdId, personId);
    }

    /** For how long somebody is a guest. */
    record Visit(
            @NotNull(message = "must be the time at which the visit ends") @Schema(examples = "2026-03-01T22:00:00Z")
            Instant until) {}

    /** A household to found; its id is made up where it is left out. */
    record HouseholdBody(
            @Schema(examples = "66666666-6666-4666-8666-666666666666") @Nullable
            UUID householdId) {}
}
