package io.houdao.campaign.advertiser;

import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who acts for an advertiser, over HTTP. */
@Tag(name = "Advertisers")
@Path("/v1/advertisers")
@RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
class MemberResource {

    private final MemberService service;

    MemberResource(MemberService service) {
        this.service = service;
    }

    /** All members by subject. Where there is none, whoever the identity provider sends with the advertiser's id may all. */
    @GET
    @Operation(summary = "Who acts for an advertiser, and in which role")
    @Path("{id}/members")
    public All list(@PathParam("id") UUID id) {
        return new All(service.of(id));
    }

    /** Names somebody, or gives them another role. 409 where nobody would be an owner then. */
    @PUT
    @Operation(summary = "Names a member, or gives one another role")
    @Path("{id}/members/{subject}")
    public MemberView name(
            @PathParam("id") UUID id,
            @PathParam("subject") @Size(max = 200, message = "may have at most 200 characters") String subject,
            @NotNull(message = "is required") @Valid MemberBody body) {
        return service.name(id, subject, body.role());
    }

    /** Removes a member, whose token opens nothing any more. 409 where nobody would be an owner then. */
    @DELETE
    @Operation(summary = "Removes a member")
    @Path("{id}/members/{subject}")
    public void remove(@PathParam("id") UUID id, @PathParam("subject") String subject) {
        service.remove(id, subject);
    }

    /** All members. */
    record All(List<MemberView> items) {}
}
