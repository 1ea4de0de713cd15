package io.houdao.contracts.placement;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One ad as it was handed to one device: what a receipt carries, and what every event about it repeats, so that no reader
 * needs a look-up.
 *
 * @param decidedAt to the millisecond
 * @param personId absent for someone who refused, and for a device nobody is bound to
 * @param deviceId absent for a screen in a public place
 * @param pricing the event that costs money: CPM an impression, CPC a click, CPA a conversion
 * @param priceMicros owed when that event happens, in millionths of the line item's currency
 * @param propensity the probability with which this ad was chosen, in (0, 1]
 * @param featuresHash of the model's input, so that learning can check that it sees what the decision saw
 */
public record Showing(
        DecisionId decisionId,
        Instant decidedAt,
        @Nullable PersonId personId,
        @Nullable DeviceId deviceId,
        TouchpointId touchpointId,
        SlotId slotId,
        Scene scene,
        LineItemId lineItemId,
        CampaignId campaignId,
        AdvertiserId advertiserId,
        CreativeId creativeId,
        PricingModel pricing,
        long priceMicros,
        double propensity,
        long featuresHash) {

    /** The key under which everything about it is published: the person, or the decision where there is none. */
    public String key() {
        return personId == null ? decisionId.toString() : personId.toString();
    }
}
