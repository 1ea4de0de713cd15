package io.houdao.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A kind of device, such as {@code tv}, {@code phone} or {@code rice-cooker}; as the target of a permission, the surface.
 * profile-service keeps the catalogue of kinds; this type only guards the form.
 */
public record DeviceKind(@JsonValue String name) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** What a person says of themself comes from no device. As the source of a permission it is written {@code self}. */
    public static final DeviceKind SELF = new DeviceKind("self");

    @JsonCreator
    public DeviceKind {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a device kind is 1 to 40 lower-case letters, digits and dashes, was \"" + name + "\"");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
