package io.houdao.campaign.advertiser;

import io.houdao.campaign.budget.Booking;
import io.houdao.campaign.budget.DayClose;
import io.houdao.campaign.budget.Statements;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of an advertiser's money, over HTTP. */
@Tag(name = "Money")
@Path("/v1/advertisers")
@RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
class StatementResource {

    private final Advertisers advertisers;
    private final Statements statements;

    StatementResource(Advertisers advertisers, Statements statements) {
        this.advertisers = advertisers;
        this.statements = statements;
    }

    /** Every booking of the ledger, newest first. */
    @GET
    @Operation(summary = "Every booking of the ledger, newest first")
    @Path("{id}/bookings")
    public Page<Booking> bookings(
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return statements.bookings(advertisers.visible(id).id(), Cursor.parse(cursor), limit);
    }

    /** How each day ended, newest first; a day is closed some minutes after its midnight and never changes. */
    @GET
    @Operation(summary = "How each day ended, newest first")
    @Path("{id}/days")
    public Page<DayClose> days(
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return statements.days(advertisers.visible(id).id(), Cursor.parse(cursor), limit);
    }
}
