package io.houdao.endtoend.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Json;
import java.util.UUID;

/** A campaign with one line item and one creative, and the ids it was given. */
record LiveCampaign(UUID advertiserId, UUID campaignId, UUID lineItemId, UUID creativeId) {

    static LiveCampaign of(UUID advertiserId, JsonNode drafted) {
        var lineItem = drafted.path("lineItems").path(0);
        return new LiveCampaign(
                advertiserId,
                Launch.idOf(drafted),
                Json.id(lineItem, "lineItemId", "id"),
                Json.id(lineItem.path("creatives").path(0), "creativeId", "id"));
    }

    /** Takes what earlier plays of a story left on the air under this name off it. */
    static void stopEarlier(Drivers drivers, UUID advertiserId, String name) {
        for (var campaign : drivers.campaign().campaigns(advertiserId)) {
            if (campaign.path("name").asText().equals(name)) {
                for (var lineItem : drivers.campaign().lineItems(advertiserId, Launch.idOf(campaign))) {
                    if (lineItem.path("status").asText().equals("live")) {
                        drivers.campaign().stop(advertiserId, Json.id(lineItem, "lineItemId", "id"));
                    }
                }
            }
        }
    }
}
