package io.houdao.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A country by its code in ISO 3166-1 alpha-2, such as {@code CN}, or a subdivision of one by its code in ISO 3166-2, such as
 * {@code CN-GD}. Nothing smaller can be said with it. This type only guards the form.
 */
public record Region(@JsonValue String code) {

    private static final int COUNTRY_LENGTH = 2;
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    @JsonCreator
    public Region {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("a region is as CN or CN-GD, was \"" + code + "\"");
        }
    }

    /** The country in which it lies; a country itself is its own. */
    public Region country() {
        return code.length() == COUNTRY_LENGTH ? this : new Region(code.substring(0, COUNTRY_LENGTH));
    }

    @Override
    public String toString() {
        return code;
    }
}
