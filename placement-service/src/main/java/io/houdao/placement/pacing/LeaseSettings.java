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

    /** How often it is looked whether money runs low; as many times less often as there are more line items than {@link #heldForAll}. */
    @WithDefault("PT0.25S")
    Duration every();

    /** How long before its end a lease counts as used up, so that the next is there in time. */
    @WithDefault("PT2S")
    Duration ahead();

    /** How long a line item that had no money is left alone. */
    @WithDefault("PT5S")
    Duration retryAfter();

    /** With up to so many line items, money is held for all; with more, for those asked for in the last ten minutes. */
    @WithDefault("20000")
    int heldForAll();
}
