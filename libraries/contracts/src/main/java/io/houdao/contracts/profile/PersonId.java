package io.houdao.contracts.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a person; a pseudonym, replaced when the person is forgotten. */
public record PersonId(@JsonValue UUID value) {

    @JsonCreator
    public PersonId {}

    /** Reads a UUID; anything else is an {@link IllegalArgumentException}. */
    public static PersonId of(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
