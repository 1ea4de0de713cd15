package io.houdao.campaign.forecast;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a line item can expect, whatever it bids.
 *
 * @param observedDays on which it is based
 * @param available opportunities in its scenes, touchpoints, kinds of device and dayparts during its flight, among its audience; high and low
 *     hold the truth in nine of ten cases
 * @param orAnyLess whether it is for some languages or regions only: no traffic tells either, so {@code low} is zero and what is
 *     expected is the most of it
 * @param filled the share of such opportunities, 0 to 1, that somebody's ad filled lately: of these it must win its part from
 *     others
 * @param people in its audience; absent where profile-service does not say, and then all people are taken for it
 * @param reach at the expected number of opportunities; absent where people are
 * @param harm per thousand impressions; absent where too few were seen in these scenes
 */
record Forecast(
        int observedDays,
        Projection available,

        @Schema(
                description =
                        "It is for some languages or regions only, and no traffic tells either: available.low is zero,"
                                + " available.expected the most of it.")
        boolean orAnyLess,

        double filled,
        @Nullable Long people,
        @Nullable Reach reach,
        @Nullable Harm harm) {

    /** How often people said that they minded, of a thousand impressions of anything in these scenes. */
    record Harm(double closes, double hides, double complaints) {}
}
