package io.houdao.campaign.report;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reports over HTTP. */
@Tag(name = "Reports")
@Path("/v1/campaigns")
class ReportResource {

    private static final String CSV = "text/csv";

    private final Reports reports;

    ReportResource(Reports reports) {
        this.reports = reports;
    }

    /**
     * What a campaign delivered and cost until now, per line item and in all. What people did is told once a day, of closed
     * days.
     */
    @GET
    @Operation(summary = "What a campaign delivered and cost until now, per line item and in all")
    @Path("{id}/report")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public Report report(@PathParam("id") UUID campaignId) {
        return reports.of(campaignId);
    }

    /**
     * What a campaign delivered and cost by day, scene, slot or creative, as JSON or, with {@code format=csv}, as CSV. It is
     * told once a day, of closed days, in groups of so many people that nobody stands out. Over all days, the rows and what is
     * untold add up to what events cost in the ledger; a fixed time is no event's cost.
     *
     * @param by any of day, scene, slot and creative, joined by commas
     * @param from the first day, in the advertiser's zone
     * @param to the last day
     */
    @GET
    @Operation(summary = "What a campaign delivered and cost by day, scene, slot or creative, as JSON or CSV")
    @Path("{id}/report/breakdown")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Breakdown.class)))
    public Response breakdown(
            @PathParam("id") UUID campaignId,
            @QueryParam("by") @DefaultValue("day") String by,
            @QueryParam("lineItemId") @Nullable UUID lineItemId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("format") @DefaultValue("json") String format) {
        var breakdown = reports.of(campaignId, dimensions(by), new Part(lineItemId, day("from", from), day("to", to)));
        return switch (format) {
            case "json" -> Response.ok(breakdown, MediaType.APPLICATION_JSON).build();
            case "csv" -> Response.ok(breakdown.csv(), CSV).build();
            default -> throw invalid("format", "must be json or csv");
        };
    }

    private static Set<Dimension> dimensions(String by) {
        try {
            return Arrays.stream(by.split(","))
                    .map(name -> Dimension.valueOf(name.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw invalid("by", "must be any of day, scene, slot and creative, joined by commas");
        }
    }

    private static @Nullable LocalDate day(String parameter, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(parameter, "must be a day, as in 2026-03-01");
        }
    }

    private static RuntimeException invalid(String parameter, String message) {
        return Problems.invalid(List.of(new Problems.Violation(parameter, "query", message)));
    }
}
