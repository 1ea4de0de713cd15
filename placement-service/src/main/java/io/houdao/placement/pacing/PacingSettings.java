package io.houdao.placement.pacing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How budgets and goals are spread. */
@ConfigMapping(prefix = "houdao.pacing")
interface PacingSettings {

    /** How long a window is: one to ten seconds. */
    @WithDefault("PT2S")
    Duration window();

    /** For how long the owner of the paces is waited for before another replica takes over; longer than a window. */
    @WithDefault("PT6S")
    Duration ownerPatience();

    /**
     * How far a budget may be ahead of its plan before spending gets dearer, as a part of the budget. More than nothing
     * where traffic comes in bursts that say nothing about the rest of a flight, as in a demonstration.
     */
    @WithDefault("0")
    double ahead();
}
