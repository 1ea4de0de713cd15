package io.houdao.feedback.restraint;

import io.houdao.feedback.restraint.SceneRestraint.Window;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * How a scene is restrained now.
 *
 * @param priceMicros the price of harm, per negative event, that every showing is charged for its probability of one
 * @param acceptedShare of showings that may meet with negative feedback
 * @param since when one of these last changed
 * @param lastWindow what the last window counted
 * @param suspensions what stays out of which slot in this scene
 * @param caps what one person sees only so often in which slot
 */
record SceneView(
        String scene,
        long priceMicros,
        double acceptedShare,
        long maxPriceMicros,
        Instant since,
        Window lastWindow,
        List<Suspended> suspensions,
        List<Capped> caps) {

    static SceneView of(SceneRestraint scene, List<Suspension> suspensions, List<TightenedCap> caps) {
        var terms = scene.terms();
        return new SceneView(
                scene.scene().toString(),
                terms.priceMicros(),
                terms.acceptedShare(),
                terms.maxPriceMicros(),
                scene.since(),
                scene.lastWindow(),
                suspensions.stream().map(Suspended::of).toList(),
                caps.stream().map(Capped::of).toList());
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

    /** A creative that one person sees at most {@code dailyLimit} times a day, because of {@code actId}. */
    record Capped(String slotId, UUID creativeId, int dailyLimit, Instant since, UUID actId) {

        static Capped of(TightenedCap cap) {
            return new Capped(
                    cap.cell().slotId().toString(),
                    cap.cell().creativeId().value(),
                    Objects.requireNonNull(cap.dailyLimit()),
                    cap.since(),
                    cap.actId());
        }
    }
}
