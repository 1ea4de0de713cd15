package io.houdao.campaign.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.campaign.Campaigns;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * The three wins of a campaign, where its advertiser reads the rest of its report. A browser asks one origin only, so this
 * service asks feedback-service, with the caller's own token: whoever may not see the card there does not see it here.
 */
@Tag(name = "Reports")
@Path("/v1/campaigns")
class ScorecardResource {

    private static final Logger LOG = Logger.getLogger(ScorecardResource.class);

    private final Campaigns campaigns;
    private final Feedback feedback;
    private final JsonWebToken token;

    ScorecardResource(Campaigns campaigns, @RestClient Feedback feedback, JsonWebToken token) {
        this.campaigns = campaigns;
        this.feedback = feedback;
        this.token = token;
    }

    /**
     * How a campaign fared in the last seven days, for people, for its advertiser and for the platform, as feedback-service
     * tells it; 404 where nothing of it was shown, 503 where feedback-service is away.
     */
    @GET
    @Operation(summary = "How a campaign fared in the last seven days: the three wins, the person's first")
    @Path("{id}/scorecard")
    @RolesAllowed({Roles.OPERATOR, Roles.ADVERTISER})
    public JsonNode scorecard(@PathParam("id") UUID campaignId) {
        var id = campaigns.visible(campaignId).id();
        try {
            return feedback.scorecard(id, "Bearer " + token.getRawToken());
        } catch (WebApplicationException e) {
            throw e.getResponse().getStatus() == 404 ? Problems.notFound("scorecard of campaign", id) : away(e);
        } catch (ProcessingException e) {
            throw away(e);
        }
    }

    private static HttpProblem away(RuntimeException cause) {
        LOG.warnf("a scorecard cannot be read: %s", cause.getMessage());
        return HttpProblem.valueOf(
                Status.SERVICE_UNAVAILABLE, "The scorecard cannot be read now; the rest of the report can.");
    }
}
