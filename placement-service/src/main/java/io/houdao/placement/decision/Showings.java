package io.houdao.placement.decision;

import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.Response;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Viewer;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes of a choice what its receipt will carry. */
final class Showings {

    private Showings() {}

    /** The showing of what was chosen; null where nothing was. */
    static @Nullable Showing of(DecisionId id, Instant now, Opening opening, Viewer viewer, Choice choice) {
        var shown = choice.shown();
        if (shown == null) {
            return null;
        }
        var candidate = shown.candidate();
        var lineItem = candidate.lineItem().live();
        return new Showing(
                id,
                now,
                viewer.personId(),
                viewer.deviceId(),
                opening.touchpoint().touchpointId(),
                opening.slot().slotId(),
                opening.scene(),
                lineItem.lineItemId(),
                lineItem.campaignId(),
                lineItem.advertiserId(),
                candidate.creativeId(),
                lineItem.bid().model(),
                choice.chargeMicros(),
                choice.propensity(),
                featuresHash(candidate, opening));
    }

    private static long featuresHash(Candidate candidate, Opening opening) {
        return 31 * (31 * opening.fingerprint() + candidate.creativeFingerprint()) + hash(candidate.response());
    }

    private static int hash(Response response) {
        return Arrays.hashCode(new double[] {
            response.click(), response.close(), response.hide(), response.complaint(), response.useful()
        });
    }
}
