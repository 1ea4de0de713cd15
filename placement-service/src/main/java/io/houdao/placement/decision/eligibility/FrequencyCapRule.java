package io.houdao.placement.decision.eligibility;

import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import io.houdao.placement.exposure.LongCaps;
import jakarta.inject.Singleton;

/**
 * Nobody sees an ad more often than any of its frequency caps allows. A window slides: with 2 per day, showings at 09:00
 * and 10:00 block until 09:00 the next day. While it cannot be known what someone saw, every cap counts as reached.
 */
@Singleton
class FrequencyCapRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.FREQUENCY_CAPPED;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        for (var cap : candidate.lineItem().caps()) {
            if (isReached(cap, candidate, situation)) {
                return true;
            }
        }
        return false;
    }

    static boolean isReached(FrequencyCap cap, Candidate candidate, Situation situation) {
        return situation.viewer().standing() == Standing.UNREMEMBERED
                || shown(cap, candidate, situation) >= cap.limit();
    }

    private static int shown(FrequencyCap cap, Candidate candidate, Situation situation) {
        var memory = situation.viewer().memory();
        var device = situation.viewer().device();
        var counted = counted(cap, candidate);
        var since = situation.now().minus(cap.window());
        if (LongCaps.isLong(cap.window())) {
            var start = candidate.lineItem().live().startsAt();
            return memory.shownInFlight(cap.level(), counted, cap.per(), device, since, start);
        }
        return memory.shown(cap.level(), counted, cap.per(), device, since);
    }

    private static long counted(FrequencyCap cap, Candidate candidate) {
        return switch (cap.level()) {
            case CREATIVE -> candidate.creativeFingerprint();
            case LINE_ITEM -> candidate.lineItem().fingerprint();
            case CAMPAIGN -> candidate.lineItem().campaign();
            case ADVERTISER -> candidate.lineItem().advertiser();
        };
    }
}
