package io.houdao.placement.decision.eligibility;

import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.Sequence;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.LineItem;
import jakarta.inject.Singleton;

/**
 * A line item that continues its campaign is shown only to who was shown another line item of it, and recently. While it
 * cannot be known what someone saw, only what their device keeps counts.
 */
@Singleton
class SequenceRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.OUT_OF_SEQUENCE;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        var sequence = candidate.lineItem().live().sequence();
        return sequence != null && !hasBegun(sequence, candidate.lineItem(), situation);
    }

    private static boolean hasBegun(Sequence sequence, LineItem lineItem, Situation situation) {
        var ofCampaign = shown(Level.CAMPAIGN, lineItem.campaign(), sequence, situation);
        return ofCampaign > shown(Level.LINE_ITEM, lineItem.fingerprint(), sequence, situation);
    }

    private static int shown(Level level, long fingerprint, Sequence sequence, Situation situation) {
        var viewer = situation.viewer();
        return viewer.memory()
                .shown(
                        level,
                        fingerprint,
                        sequence.per(),
                        viewer.device(),
                        situation.now().minus(sequence.within()));
    }
}
