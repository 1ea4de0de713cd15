package io.houdao.feedback.intake;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** What happened, as devices tell it. */
@Path("/v1/events")
class EventsResource {

    private final Intake intake;
    private final DeviceLimits limits;
    private final Caller caller;

    EventsResource(Intake intake, DeviceLimits limits, Caller caller) {
        this.intake = intake;
        this.limits = limits;
        this.caller = caller;
    }

    /**
     * Takes 1 to 500 events. Answers 202 once they are safe, with those it refused; the same events may be sent again at
     * any time. 503 means that none is acknowledged: send all of them again after {@code Retry-After}; so does 429, for a device that reports too many.
     */
    @POST
    @RolesAllowed(Roles.DEVICE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public CompletionStage<Response> report(@NotNull @Valid EventBatch batch) {
        var device = caller.id().orElseThrow(() -> Problems.forbidden("The token's subject is not a device's id."));
        limits.pass(device, batch.events().size());
        return intake.accept(batch.events(), device)
                .thenApply(report -> Response.accepted(report).build());
    }
}
