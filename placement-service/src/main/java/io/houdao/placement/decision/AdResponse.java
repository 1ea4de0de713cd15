package io.houdao.placement.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.SlotId;
import io.houdao.placement.slot.Closing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer, in the order of the question.
 *
 * @param exposureState for the device to keep and to send next time, in place of what it had; absent means that there is
 *     nothing new to keep
 * @param catalogueAge how long ago it was last certain that every published line item was known here
 */
record AdResponse(
        String requestId, List<Answer> decisions, @Nullable String exposureState, Duration catalogueAge) {

    /** What was decided for one opportunity: an ad, or the reason for none. */
    record Answer(
            String opportunityId,
            DecisionId decisionId,
            SlotId slotId,
            Outcome outcome,
            @Nullable String reason,
            @Nullable Ad ad) {}

    /** Whether there is something to show. */
    enum Outcome {
        AD("ad"),
        NO_AD("no-ad");

        @JsonValue
        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        static Outcome of(boolean isAd) {
            return isAd ? AD : NO_AD;
        }
    }

    /**
     * What to show, and what must be shown with it.
     *
     * @param assets by name, as the slot's class demands
     * @param benefit what the person gets, in the advertiser's words
     * @param payer who pays
     * @param onBehalfOf whose message it is, where that is not the payer
     * @param receipt to be sent with every event about this ad
     */
    record Ad(
            LineItemId lineItemId,
            CampaignId campaignId,
            CreativeId creativeId,
            Map<String, String> assets,
            @Nullable String landingUrl,
            String benefit,
            String label,
            String payer,
            @Nullable String onBehalfOf,
            Closing closing,
            Why why,
            String receipt) {

        static final String LABEL = "广告";
    }

    /**
     * Why, for the person to read.
     *
     * @param tag that the ad was chosen by; absent where nothing personal was used
     * @param source the kind of device the tag came from
     * @param switchPath where the person can change that
     */
    record Why(
            String zh,
            String en,
            @Nullable Tag tag,
            @Nullable String source,
            @JsonProperty("switch") String switchPath) {}
}
