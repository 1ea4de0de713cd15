package io.houdao.feedback.digest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.houdao.feedback.Sentence;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Interval;
import io.houdao.feedback.restraint.Act;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A day (UTC) in review.
 *
 * @param worse what got worse beyond chance, worst first
 * @param acts everything that restraint did that day, oldest first
 */
record Digest(LocalDate day, Sentence summary, List<Worse> worse, List<Act> acts) {

    /**
     * A creative in a slot in a scene that people minded more than before.
     *
     * @param today how often they did that day
     * @param baseline what that is compared with
     * @param compared with what {@code baseline} was measured on
     * @param previousDay the day before, for comparison; absent where it was not shown then
     * @param acts what was done about it, or about its whole scene
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Worse(
            String scene,
            String slotId,
            UUID creativeId,
            Share today,
            Share baseline,
            String compared,
            @Nullable Share previousDay,
            Sentence finding,
            List<Act> acts) {

        /** How far today's interval lies over the baseline's. */
        double gap() {
            return today.low() - baseline.high();
        }
    }

    /** What today is compared with: the best there is. */
    enum Compared {
        /** The same creative in the same slot and scene over the seven days before. */
        ITSELF,
        /** Everything in the same scene over the seven days before, because the creative is new there. */
        SCENE,
        /** What the scene accepts, because the scene is new too. */
        ACCEPTED_SHARE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The share of showings that met with a close, a hide or a complaint, with its 95 % interval.
     *
     * @param trials showings; 0 for a share that was set and not measured
     */
    record Share(long trials, long negatives, double share, double low, double high) {

        static Share of(Counts counts) {
            var trials = counts.trials();
            var negatives = counts.minded().negatives();
            var interval = Interval.of(negatives, trials);
            return new Share(
                    trials, negatives, trials == 0 ? 0 : (double) negatives / trials, interval.low(), interval.high());
        }

        static Share set(double share) {
            return new Share(0, 0, share, share, share);
        }
    }
}
