package io.houdao.campaign.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** feedback-service. */
@Path("/v1")
@RegisterRestClient(configKey = "feedback")
interface Feedback {

    @GET
    @Path("/scorecards/{campaignId}")
    JsonNode scorecard(@PathParam("campaignId") UUID campaignId, @HeaderParam("Authorization") String authorization);
}
