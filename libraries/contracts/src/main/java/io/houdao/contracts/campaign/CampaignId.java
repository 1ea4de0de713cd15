package io.houdao.contracts.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a campaign. */
public record CampaignId(@JsonValue UUID value) {

    @JsonCreator
    public CampaignId {}

    /** Reads a UUID; anything else is an {@link IllegalArgumentException}. */
    public static CampaignId of(String text) {
        return new CampaignId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
