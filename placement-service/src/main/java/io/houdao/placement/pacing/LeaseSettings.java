package io.houdao.placement.pacing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much money this replica holds, and how eagerly. */
@ConfigMapping(prefix = "houdao.leases")
interface LeaseSettings {

    /** For how many showings at the full bid a lease is meant, while much is left; see {@link Leases#fullMicros}. */
    @WithDefault("200")
    int showings();

    /** How often it is looked whether money runs low; less often where there are many to look at. */
    @WithDefault("PT0.25S")
    Duration every();

    /** How long before its end a lease counts as used up, so that the next is there in time. */
    @WithDefault("PT2S")
    Duration ahead();

    /** How long a line item that had no money is left alone. */
    @WithDefault("PT5S")
    Duration retryAfter();

    /** For so many line items, those that can be worth most, money is always held; for others once somebody asked for them. */
    @WithDefault("10000")
    int held();
}
