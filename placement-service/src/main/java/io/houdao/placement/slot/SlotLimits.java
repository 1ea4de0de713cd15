package io.houdao.placement.slot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on the whole inventory. */
@ConfigMapping(prefix = "houdao.slots")
interface SlotLimits {

    /** Most slots that may be open at the same time: to open one more, close another. */
    @WithDefault("500")
    int maxOpen();
}
