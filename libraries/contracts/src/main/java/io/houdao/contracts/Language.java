package io.houdao.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A language by its code in ISO 639, such as {@code zh}; without script or region. This type only guards the form. */
public record Language(@JsonValue String code) {

    private static final Pattern FORM = Pattern.compile("[a-z]{2,3}");

    @JsonCreator
    public Language {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("a language is 2 or 3 lower-case letters, was \"" + code + "\"");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
