package io.houdao.feedback.digest;

import io.houdao.feedback.Parameters;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The digest of a day. */
@Path("/v1/experience/digest")
class DigestResource {

    private final Digests digests;
    private final Clock clock;

    DigestResource(Digests digests, Clock clock) {
        this.digests = digests;
        this.clock = clock;
    }

    /** What got worse on a day (UTC, today so far by default), in which scene, on what evidence, and what was done. */
    @GET
    @RolesAllowed(Roles.OPERATOR)
    public Digest digest(@QueryParam("day") @Nullable String day) {
        return digests.of(Parameters.day("day", day, LocalDate.ofInstant(clock.instant(), clock.getZone())));
    }
}
