package io.houdao.contracts.placement;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one decision, from its receipt to the answer to a complaint. */
public record DecisionId(@JsonValue UUID value) {

    @JsonCreator
    public DecisionId {}

    /** Reads a UUID; anything else is an {@link IllegalArgumentException}. */
    public static DecisionId of(String text) {
        return new DecisionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
