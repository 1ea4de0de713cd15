package io.houdao.feedback.intake;

import io.houdao.feedback.intake.DeviceLimits.TooMany;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What answers of the intake have in common. */
class IntakeAnswers {

    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    Response tryLater(TryLater cause) {
        return HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle("Try again later")
                .withDetail("Nothing is acknowledged: " + cause.getMessage() + ". Send everything again after "
                        + RETRY_AFTER_SECONDS + " seconds; what arrives twice counts once.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response tooMany(TooMany cause) {
        return HttpProblem.builder()
                .withStatus(Response.Status.TOO_MANY_REQUESTS)
                .withTitle("Too many events")
                .withDetail("Nothing of this is acknowledged: a device may not report so many. Send it again after "
                        + cause.pauseSeconds() + " seconds; what was acknowledged before stays so.")
                .withHeader(HttpHeaders.RETRY_AFTER, cause.pauseSeconds())
                .build()
                .toResponse();
    }

    /** Any page may call the beacon, nobody may answer in its place, and nothing else may be called from a page. */
    @ServerResponseFilter
    void beacon(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().endsWith("/v1/events/pixel")) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
            response.getHeaders().putSingle("Access-Control-Allow-Origin", "*");
        }
    }
}
