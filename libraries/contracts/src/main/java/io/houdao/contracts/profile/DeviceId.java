package io.houdao.contracts.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one device. */
public record DeviceId(@JsonValue UUID value) {

    @JsonCreator
    public DeviceId {}

    /** Reads a UUID; anything else is an {@link IllegalArgumentException}. */
    public static DeviceId of(String text) {
        return new DeviceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
