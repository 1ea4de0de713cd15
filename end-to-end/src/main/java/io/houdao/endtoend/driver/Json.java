package io.houdao.endtoend.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Ways into answers. */
public final class Json {

    private Json() {}

    /** The elements of an array; none where it is missing. */
    public static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /**
     * The id under the first of {@code names} that is there.
     *
     * @throws IllegalStateException if none is
     */
    public static UUID id(JsonNode json, String... names) {
        for (var name : names) {
            if (json.path(name).isTextual()) {
                return UUID.fromString(json.path(name).asText());
            }
        }
        throw new IllegalStateException("no " + String.join(" or ", names) + " in " + json);
    }
}
