package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LiveCreative;

/**
 * A creative in flight for the slot, under consideration.
 *
 * @param creativeFingerprint by which exposures of the creative are counted
 * @param variant the creative as made for this slot and scene
 * @param valueMicros what a showing is expected to be worth to the advertiser: V of the serving objective
 * @param harmMicros what a showing is expected to cost the person, the slot's intrusiveness included
 */
public record Candidate(
        LineItem lineItem,
        LiveCreative creative,
        long creativeFingerprint,
        LiveCreative.Variant variant,
        Response response,
        double valueMicros,
        double harmMicros) {

    public CreativeId creativeId() {
        return creative.creativeId();
    }

    /** The probability that a showing brings the event that the advertiser pays for. */
    public double billableShare() {
        return switch (lineItem.live().bid().model()) {
            case CPM -> 1;
            case CPC -> response.click();
            case CPA -> response.action();
            case FIXED_TIME -> 0;
        };
    }
}
