package io.houdao.feedback.learning;

import io.houdao.feedback.learning.Trial.Verdict;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A learnt model as it was made, and what became of it.
 *
 * @param version the time at which it was made
 * @param examples showings that it learnt from
 * @param verdict absent until it was judged
 * @param changedAt when it came into its state
 * @param actor who brought it there: {@link #LEARNING}, or an operator by name
 * @param note why, for people
 */
record Model(
        String version,
        State state,
        Instant madeAt,
        long examples,
        Predictions predictions,
        @Nullable Verdict verdict,
        Instant changedAt,
        String actor,
        String note) {

    /** The actor of what nobody ordered. */
    static final String LEARNING = "learning";

    static Model candidate(StreamLearner learner, Instant now) {
        return new Model(
                now.toString(),
                State.CANDIDATE,
                now,
                learner.learnt(),
                learner.predictions(),
                null,
                now,
                LEARNING,
                "made, and to be judged by decisions that follow");
    }

    /** What became of a model. */
    enum State {
        /** Being judged. */
        CANDIDATE,
        /** Published. */
        LIVE,
        /** Judged and not promoted. */
        REFUSED,
        /** Was live until a better one was. */
        RETIRED,
        /** Was live until it was taken back. */
        WITHDRAWN;

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
