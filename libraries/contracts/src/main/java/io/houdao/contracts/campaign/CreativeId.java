package io.houdao.contracts.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a creative. */
public record CreativeId(@JsonValue UUID value) {

    @JsonCreator
    public CreativeId {}

    /** Reads a UUID; anything else is an {@link IllegalArgumentException}. */
    public static CreativeId of(String text) {
        return new CreativeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
