package io.houdao.contracts.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a household. */
public record HouseholdId(@JsonValue UUID value) {

    @JsonCreator
    public HouseholdId {}

    /** Reads a UUID; anything else is an {@link IllegalArgumentException}. */
    public static HouseholdId of(String text) {
        return new HouseholdId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
