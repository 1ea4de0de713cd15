package io.houdao.endtoend.driver;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one opportunity.
 *
 * @param outcome {@code ad} or {@code no-ad}
 * @param reason of a no-ad, such as {@code no-candidate}
 */
public record Decision(
        String opportunityId,
        UUID decisionId,
        String slotId,
        String outcome,
        @Nullable String reason,
        @Nullable Ad ad) {

    /** What is to be shown, and what goes with it. */
    public record Ad(
            UUID lineItemId,
            UUID campaignId,
            UUID creativeId,
            Map<String, String> assets,
            @Nullable String landingUrl,
            String benefit,
            String label,
            String payer,
            Why why,
            String receipt) {}

    /**
     * Why this person sees it, for them to read.
     *
     * @param tag that it was chosen by; absent where no data was used
     * @param source the kind of device that the tag came from
     */
    public record Why(
            String zh,
            String en,
            @Nullable String tag,
            @Nullable String source) {}

    public boolean isAd() {
        return ad != null;
    }

    /** Whether nothing is shown only to learn from it: what would have been shown is not told. */
    public boolean isHeldBack() {
        return "exploration".equals(reason);
    }

    /** The ad; an exception with the reason where there is none. */
    public Ad shown() {
        if (ad == null) {
            throw new IllegalStateException("expected an ad on " + slotId + ", got none: " + reason);
        }
        return ad;
    }

    /** Whether this is an ad of that line item. */
    public boolean shows(UUID lineItemId) {
        return ad != null && ad.lineItemId().equals(lineItemId);
    }
}
