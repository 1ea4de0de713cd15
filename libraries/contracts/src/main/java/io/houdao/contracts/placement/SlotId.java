package io.houdao.contracts.placement;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a slot by its touchpoint and place, as in {@code tv-launcher.boot}. */
public record SlotId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,79}");

    @JsonCreator
    public SlotId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 80 lower-case letters, digits, dots and dashes, was \"" + value + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
