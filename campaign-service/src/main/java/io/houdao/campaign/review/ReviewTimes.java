package io.houdao.campaign.review;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How long things in review may take. */
@ConfigMapping(prefix = "houdao.review")
interface ReviewTimes {

    /** From a submission until its verdict is due. */
    Duration due();

    /** How long a claim keeps others away. */
    Duration claim();

    /** How long a pass holds. */
    Duration approval();

    /** From a failed verdict, how long it may be appealed. */
    Duration appeal();
}
