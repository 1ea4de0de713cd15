package io.houdao.feedback.restraint;

import io.houdao.feedback.Parameters;
import io.houdao.feedback.experience.ExperienceReports;
import io.houdao.feedback.experience.Period;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What restraint costs. Everyone who has a token may see it. */
@Path("/v1/restraint/ledger")
class LedgerResource {

    private final ExperienceReports reports;
    private final long allowanceMicros;
    private final Clock clock;

    LedgerResource(ExperienceReports reports, RestraintSettings settings, Clock clock) {
        this.reports = reports;
        this.allowanceMicros = settings.dailyAllowanceMicros();
        this.clock = clock;
    }

    /** The value given up on a day (UTC, today by default), scene by scene, and what remains of the allowance. */
    @GET
    @RolesAllowed("**")
    public Ledger ledger(@QueryParam("day") @Nullable String day) {
        var wanted = Parameters.day("day", day, LocalDate.ofInstant(clock.instant(), clock.getZone()));
        return Ledger.of(wanted, reports.opportunities(Period.of(wanted)), allowanceMicros);
    }
}
