package io.houdao.campaign.review.bottomline;

import java.util.stream.Stream;

/** One rule of the bottom line. It is pure: no I/O and no clock, so that the same submission always gets the same answer. */
interface BottomLineRule {

    /** Everything in {@code submission} that breaks this rule; empty where nothing does. */
    Stream<Finding> findings(Submission submission);
}
