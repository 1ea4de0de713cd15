package io.houdao.placement.slot;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By what a slot can reach a person. */
public enum Capability {
    @JsonProperty("screen")
    SCREEN,
    @JsonProperty("voice")
    VOICE,
    @JsonProperty("vibration")
    VIBRATION,
    @JsonProperty("print")
    PRINT
}
