package io.houdao.endtoend.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.driver.CampaignDriver;
import io.houdao.endtoend.driver.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The way of a campaign from a draft through both verdicts onto the air. */
public final class Launch {

    private Launch() {}

    /**
     * Hands a drafted campaign in and passes it.
     *
     * @throws IllegalStateException with the findings if the bottom line is not met
     */
    public static void throughBothVerdicts(CampaignDriver campaigns, UUID advertiserId, UUID campaignId) {
        var submission = campaigns.submit(advertiserId, campaignId);
        if (!submission.path("status").asText().equals("in-review")) {
            throw new IllegalStateException("campaign " + campaignId + " fails the bottom line: " + submission);
        }
        campaigns.pass(
                Json.id(submission, "reviewId"),
                "The benefit is real, free, and said in the first line.",
                "Nothing is claimed that the advertiser could not show.",
                "The message belongs to what the person is doing there.");
    }

    /**
     * A campaign of a data file as campaign-service takes it: where the file says {@code flightDays}, the flight begins an
     * hour before {@code now} and lasts that long.
     */
    public static ObjectNode dated(JsonNode fromFile, Instant now) {
        var campaign = (ObjectNode) fromFile.deepCopy();
        campaign.remove("key");
        for (var lineItem : campaign.path("lineItems")) {
            var days = ((ObjectNode) lineItem).remove("flightDays").asLong();
            ((ObjectNode) lineItem)
                    .put("startsAt", now.minus(Duration.ofHours(1)).toString())
                    .put("endsAt", now.plus(Duration.ofDays(days)).toString());
        }
        return campaign;
    }

    /** The id that a draft's answer gives the campaign. */
    public static UUID idOf(JsonNode drafted) {
        return Json.id(drafted, "campaignId", "id");
    }
}
