package io.houdao.feedback.complaint;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How complaints are answered. */
@ConfigMapping(prefix = "houdao.complaint")
interface ComplaintSettings {

    /** Who a complaint goes to until an agent takes it. */
    String owner();

    /** How long after it came it is to be answered. */
    Duration deadline();

    /** The most that an agent may grant for one complaint. */
    long mostCouponMicros();

    /** Likewise. */
    int mostAdFreeDays();
}
