package io.houdao.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * One thing known of a person, written {@code rice-texture:soft}. Which domains exist, and which values each may take,
 * is a catalogue that profile-service keeps; this type only guards the form.
 *
 * @param domain 1 to 40 lower-case letters, digits and dashes
 * @param value likewise, up to 60
 */
public record Tag(String domain, String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}:[a-z0-9][a-z0-9.+-]{0,59}");

    public Tag {
        if (!FORM.matcher(domain + ":" + value).matches()) {
            throw new IllegalArgumentException("a tag is written domain:value in lower-case letters, digits and dashes,"
                    + " as in rice-texture:soft, was \"" + domain + ":" + value + "\"");
        }
    }

    /** Reads {@code rice-texture:soft}. */
    @JsonCreator
    public static Tag of(String text) {
        var colon = text.indexOf(':');
        return colon < 0 ? new Tag(text, "") : new Tag(text.substring(0, colon), text.substring(colon + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return domain + ":" + value;
    }
}
