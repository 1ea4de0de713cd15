package io.houdao.campaign.budget;

import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Budget leases over HTTP, for placement-service. */
@Tag(name = "Budget leases")
@Path("/v1/budget-leases")
@RolesAllowed(Roles.SERVICE)
class LeaseResource {

    private final Leases leases;

    LeaseResource(Leases leases) {
        this.leases = leases;
    }

    /**
     * Lends what there is of what is asked, one lease a request, in the order of the requests. If the answer is lost, ask
     * again: the first lease lapses by itself.
     */
    @POST
    @Operation(summary = "Lends what there is of what is asked, one lease a request, in the order of the requests")
    public Granted grant(@NotNull(message = "is required") @Valid Requests body) throws SQLException {
        return new Granted(leases.grant(body.replica(), body.requests()));
    }

    /** Takes back what was not used, once a lease; answers how much of each was taken. */
    @POST
    @Operation(summary = "Takes back what was not used, once a lease")
    @Path("returns")
    public Returned takeBack(@NotNull(message = "is required") @Valid Returns body) throws SQLException {
        return new Returned(leases.takeBack(body.returns()));
    }

    /** Who asks, and for what. */
    record Requests(
            @NotBlank(message = "is required: the name of the replica")
            @Size(max = 200, message = "may have at most 200 characters")
            String replica,

            @NotNull(message = "is required") @Size(min = 1, max = 500, message = "must hold 1 to 500 requests")
            List<@NotNull @Valid LeaseRequest> requests) {}

    /** What was lent. */
    record Granted(List<Lease> leases) {}

    /** What comes back. */
    record Returns(
            @Nullable String replica,

            @NotNull(message = "is required") @Size(min = 1, max = 500, message = "must hold 1 to 500 returns")
            List<@NotNull @Valid LeaseReturn> returns) {}

    /** What was taken back. */
    record Returned(List<LeaseReturn> returns) {}
}
