package io.houdao.contracts.placement;

import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.CreativeId;
import java.util.List;

/**
 * What competed for one opportunity and passed every gate: enough to tell what another model of responses would have
 * chosen, and how likely. With probability 1 − ε the best is chosen if it is worth showing; otherwise one of the K best that
 * are, or nothing, each as likely. Told only where no restraint was in force, because there nothing is left to chance.
 *
 * @param contenders the best of them, at most twice K, best first
 * @param propensity the probability with which it was chosen what was
 * @param exploration ε
 * @param width K
 */
public record Contest(List<Contender> contenders, double propensity, double exploration, int width) {

    public Contest {
        contenders = List.copyOf(contenders);
    }

    /**
     * One that competed, and how people were expected to respond to it.
     *
     * @param netMicros by which it competed; what is not positive is not worth showing
     * @param clickMicros the part of that which is paid for by clicks, in proportion to {@code click}
     */
    public record Contender(
            CreativeId creativeId,
            AdvertiserId advertiserId,
            double netMicros,
            double clickMicros,
            double click,
            double close,
            double hide,
            double complaint) {}
}
