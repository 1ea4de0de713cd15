package io.houdao.profile.consent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What data may be used for. */
public enum Purpose {
    @JsonProperty("personalised-ads")
    PERSONALISED_ADS;

    @Override
    public String toString() {
        return "personalised-ads";
    }
}
