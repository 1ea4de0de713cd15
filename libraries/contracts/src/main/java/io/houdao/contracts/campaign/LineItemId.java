package io.houdao.contracts.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a line item, and is its key on the topic. */
public record LineItemId(@JsonValue UUID value) {

    @JsonCreator
    public LineItemId {}

    /** Reads a UUID; anything else is an {@link IllegalArgumentException}. */
    public static LineItemId of(String text) {
        return new LineItemId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
