package io.houdao.feedback.restraint;

import io.houdao.feedback.restraint.SceneRestraint.Window;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How a scene is restrained now.
 *
 * @param priceMicros the price of harm, per negative event, that every showing is charged for its probability of one
 * @param acceptedShare of showings that may meet with negative feedback
 * @param since when one of these last changed
 * @param lastWindow what the last window counted
 * @param suspensions what stays out of which slot in this scene
 */
record SceneView(
        String scene,
        long priceMicros,
        double acceptedShare,
        long maxPriceMicros,
        Instant since,
        Window lastWindow,
        List<Suspended> suspensions) {

    static SceneView of(SceneRestraint scene, List<Suspension> suspensions) {
        var terms = scene.terms();
        return new SceneView(
                scene.scene().toString(),
                terms.priceMicros(),
                terms.acceptedShare(),
                terms.maxPriceMicros(),
                scene.since(),
                scene.lastWindow(),
                suspensions.stream().map(Suspended::of).toList());
    }

    /** A creative that stays out of a slot {@code until} then, because of {@code actId}. */
    record Suspended(String slotId, UUID creativeId, Instant since, Instant until, UUID actId) {

        static Suspended of(Suspension suspension) {
            return new Suspended(
                    suspension.cell().slotId().toString(),
                    suspension.cell().creativeId().value(),
                    suspension.since(),
                    suspension.until(),
                    suspension.actId());
        }
    }
}
