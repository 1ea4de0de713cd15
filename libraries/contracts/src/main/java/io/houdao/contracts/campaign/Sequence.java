package io.houdao.contracts.campaign;

import io.houdao.contracts.campaign.FrequencyCap.Per;
import java.time.Duration;

/**
 * That a line item continues its campaign: only who was shown another line item of the campaign is shown this one. The brand
 * channel after the boot of the television, for example.
 *
 * @param within how long ago at most the other one was shown
 * @param per whether on the same device, to the same person, or to anyone of their household
 */
public record Sequence(Duration within, Per per) {

    /** Longer than that no exposure is remembered. */
    public static final Duration LONGEST = Duration.ofDays(30);

    public Sequence {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within must be longer than nothing, was " + within);
        }
    }
}
