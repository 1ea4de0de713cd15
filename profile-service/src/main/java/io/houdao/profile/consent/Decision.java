package io.houdao.profile.consent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a person said to a cell. Only {@link #GRANTED} is a yes. */
public enum Decision {
    @JsonProperty("granted")
    GRANTED,
    /** They were asked and said no. */
    @JsonProperty("denied")
    DENIED,
    /** They said yes before, and no more. */
    @JsonProperty("revoked")
    REVOKED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
