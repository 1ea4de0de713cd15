package io.houdao.contracts.campaign;

import java.time.Duration;

/**
 * At most {@code limit} impressions in any sliding {@code window}.
 *
 * @param level what is counted, over all touchpoints together
 * @param per whose impressions are counted
 * @param window {@link #FOREVER} for the whole life of the flight; one of more than 30 days counts what was shown since the cap was
 *     published, and of before what is still remembered: the last 30 days
 */
public record FrequencyCap(Level level, Per per, int limit, Duration window) {

    /** Longer than any flight. */
    public static final Duration FOREVER = Duration.ofDays(3650);

    public FrequencyCap {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window must be longer than nothing, was " + window);
        }
    }

    /** What a cap counts. */
    public enum Level {
        CREATIVE,
        LINE_ITEM,
        CAMPAIGN,
        ADVERTISER
    }

    /** Whose impressions a cap counts. */
    public enum Per {
        DEVICE,
        PERSON,
        HOUSEHOLD
    }
}
