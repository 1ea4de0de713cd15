package io.houdao.feedback.learning;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How responses are learnt, and when what is learnt is published. */
@ConfigMapping(prefix = "houdao.learning")
interface LearningSettings {

    /** How many impressions the prior counts for. */
    double priorStrength();

    /** Fewer are not worth publishing. */
    long minImpressions();

    /** A rate that moved by more than this share of itself is published again. */
    double materialChange();

    /** So is one that rests on this many times the impressions. */
    double materialGrowth();

    /** Most rates published in one window; the others have their turn in the next. */
    int mostPerWindow();

    /** How often models learn from what came in. */
    Duration every();

    /** How long after a decision it is known what people made of it. */
    Duration horizon();

    /** How long a candidate model is judged for, at the least. */
    Duration trial();

    /** Showings learnt from before there is a first candidate. */
    int leastExamples();

    /** Decisions without which no candidate is judged. */
    int leastJudged();

    /** How much worse, as a share, counts as no worse. */
    double tolerance();

    /** What each event costs a person, in micros; as placement-service has it in {@code houdao.response.costs}. */
    Costs costs();

    /** In micros for each event. */
    interface Costs {

        long closeMicros();

        long hideMicros();

        long complaintMicros();
    }
}
