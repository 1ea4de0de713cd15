package io.houdao.feedback.learning;

import io.smallrye.config.ConfigMapping;

/** How response rates are learnt and published. */
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
}
