package io.houdao.contracts.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an advertiser. */
public record AdvertiserId(@JsonValue UUID value) {

    @JsonCreator
    public AdvertiserId {}

    /** Reads a UUID; anything else is an {@link IllegalArgumentException}. */
    public static AdvertiserId of(String text) {
        return new AdvertiserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
