package io.houdao.placement.slot;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How deep in the product a touchpoint lies: the deeper, the more it must behave. */
public enum Layer {
    @JsonProperty("system")
    SYSTEM,
    @JsonProperty("platform")
    PLATFORM,
    @JsonProperty("content")
    CONTENT
}
