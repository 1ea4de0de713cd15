package io.houdao.campaign.forecast;

import org.jspecify.annotations.Nullable;

/**
 * What a line item can expect. It says nothing of other line items that want the same opportunities, and of its bid.
 *
 * @param observedDays on which it is based
 * @param available opportunities in its scenes and touchpoints during its flight, among its audience; high and low hold the
 *     truth in nine of ten cases
 * @param people in its audience; absent where profile-service does not say, and then all people are taken for it
 * @param reach at the expected number of opportunities; absent where people are
 * @param harm per thousand impressions; absent where too few were seen in these scenes
 */
record Forecast(
        int observedDays,
        Projection available,
        @Nullable Long people,
        @Nullable Reach reach,
        @Nullable Harm harm) {

    /** How often people said that they minded, of a thousand impressions of anything in these scenes. */
    record Harm(double closes, double hides, double complaints) {}
}
