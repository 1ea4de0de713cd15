package io.houdao.feedback.cohort;

import io.houdao.contracts.profile.PersonId;
import io.houdao.feedback.cohort.HoldBacks.Setting;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** The cohort that sees at most half as many ads. */
@Path("/v1/hold-back")
class HoldBackResource {

    private final HoldBacks holdBacks;
    private final Caller caller;

    HoldBackResource(HoldBacks holdBacks, Caller caller) {
        this.holdBacks = holdBacks;
        this.caller = caller;
    }

    /** How large it is, since when, and who decided so. */
    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.REVIEWER})
    public Setting setting() {
        return holdBacks.setting();
    }

    /** Makes it larger or smaller; whoever stays in it was in it before, or is for good. */
    @PUT
    @RolesAllowed(Roles.OPERATOR)
    public Setting set(@NotNull @Valid NewShare share) {
        return holdBacks.set(share.share(), caller.name());
    }

    /** Whether a person is in it; they may ask for themselves. */
    @GET
    @Path("people/{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.AGENT, Roles.PERSON})
    public Membership member(@PathParam("id") String id) {
        var person = person(id);
        if (caller.has(Roles.PERSON) && !caller.is(person)) {
            throw Problems.notFound("person", id);
        }
        return new Membership(holdBacks.setting().control().holds(person));
    }

    private static PersonId person(String id) {
        try {
            return PersonId.of(id);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("person", id);
        }
    }

    /** Whether the person is in the cohort. */
    record Membership(boolean heldBack) {}

    /** How large it is to be. */
    record NewShare(
            @NotNull(message = "is required: the share of people, from 0.01 to 0.05")
            @DecimalMin(value = "0.01", message = "must be 0.01 to 0.05")
            @DecimalMax(value = "0.05", message = "must be 0.01 to 0.05")
            Double share) {}
}
