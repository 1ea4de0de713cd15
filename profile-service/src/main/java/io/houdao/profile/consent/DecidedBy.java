package io.houdao.profile.consent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who recorded a decision. */
public enum DecidedBy {
    /** The person, here. */
    @JsonProperty("person")
    PERSON,
    /** The system they decided in before, which handed it over. */
    @JsonProperty("import")
    IMPORT,
    /** A signal of a device or browser, which can only say no. */
    @JsonProperty("signal")
    SIGNAL,
    /** A merge of two profiles of which not both had said yes. */
    @JsonProperty("merge")
    MERGE,
    /** The time until which the person had said yes. */
    @JsonProperty("expiry")
    EXPIRY,

    /** A correction of the date of birth: the yes of a child is none. */
    @JsonProperty("correction")
    CORRECTION;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
