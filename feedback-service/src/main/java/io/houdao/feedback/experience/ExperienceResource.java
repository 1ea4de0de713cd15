package io.houdao.feedback.experience;

import io.houdao.feedback.Parameters;
import io.houdao.feedback.experience.ExperienceReports.Filter;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** How people fare with what they are shown. */
@Path("/v1/experience")
@RolesAllowed(Roles.OPERATOR)
class ExperienceResource {

    private final ExperienceReports reports;
    private final Clock clock;

    ExperienceResource(ExperienceReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * How often people closed what they were shown, hid it, or complained about it, with 95 % intervals.
     *
     * @param groupBy scene, slot, creative, and day or hour, or several of them
     * @param from a time in UTC, by default a week before {@code to}; both are widened to whole hours
     * @param to by default now
     */
    @GET
    @Path("close-rates")
    public Page<CloseRate> closeRates(
            @QueryParam("groupBy") @Nullable String groupBy,
            @QueryParam("scene") @Nullable String scene,
            @QueryParam("slotId") @Nullable String slotId,
            @QueryParam("creativeId") @Nullable String creativeId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var filter = new Filter(Parameters.scene("scene", scene), slotId, Parameters.id("creativeId", creativeId));
        return reports.closeRates(
                Grouping.parse(groupBy),
                filter,
                Period.parse(from, to, clock.instant()),
                Cursor.parse(cursor),
                Parameters.limit(limit));
    }

    /** How slots kept their closing contract, and how and after how long people closed; those that broke it most first. */
    @GET
    @Path("closing")
    public Page<Closing> closing(
            @QueryParam("scene") @Nullable String scene,
            @QueryParam("slotId") @Nullable String slotId,
            @QueryParam("creativeId") @Nullable String creativeId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit) {
        var filter = new Filter(Parameters.scene("scene", scene), slotId, Parameters.id("creativeId", creativeId));
        var period = Period.parse(from, to, clock.instant());
        return new Page<>(reports.closing(filter, period, Parameters.limit(limit)), null);
    }

    /**
     * How those fared who see at most half as many ads, beside as many others.
     *
     * @param from widened to whole days (UTC), as {@code to} is
     */
    @GET
    @Path("cohorts")
    public Page<CohortOutcome> cohorts(
            @QueryParam("scene") @Nullable String scene,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var period = Period.parse(from, to, clock.instant());
        return new Page<>(reports.cohorts(Parameters.scene("scene", scene), period), null);
    }

    /** Hour by hour what happened in a scene; hours in which nothing did are left out. */
    @GET
    @Path("series")
    public Page<Hour> series(
            @QueryParam("scene") @Nullable String scene,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var wanted = Parameters.scene("scene", scene);
        if (wanted == null) {
            throw Parameters.invalid("scene", "query", "is required, as in home/entertainment");
        }
        return new Page<>(reports.series(wanted, Period.parse(from, to, clock.instant())), null);
    }
}
