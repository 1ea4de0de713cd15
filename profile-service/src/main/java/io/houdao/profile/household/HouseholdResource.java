package io.houdao.profile.household;

import io.houdao.kit.idempotency.IdempotentCreates;
import io.houdao.kit.idempotency.IdempotentCreates.Created;
import io.houdao.kit.security.Roles;
import io.houdao.profile.Access;
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
    private final Access access;
    private final IdempotentCreates creates;

    HouseholdResource(HouseholdService households, Access access, IdempotentCreates creates) {
        this.households = households;
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

    /** Returns the household with its members, to operators. */
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

    /** A household to found; its id is made up where it is left out. */
    record HouseholdBody(
            @Schema(examples = "66666666-6666-4666-8666-666666666666") @Nullable
            UUID householdId) {}
}
