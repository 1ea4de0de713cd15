package io.houdao.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where someone is in their day: a sphere and a moment, written {@code home/sport}.
 *
 * <p>Which moments exist is a versioned vocabulary that placement-service keeps; this type only guards the form. A scene
 * is never personal: it says what is going on, not who is there.
 *
 * @param moment 1 to 40 lower-case letters, digits and dashes
 */
public record Scene(Sphere sphere, String moment) {

    /** Whose space it is. In {@link #PUBLIC} no personal data is used at all. */
    public enum Sphere {
        PERSONAL,
        HOME,
        PUBLIC
    }

    private static final Pattern MOMENT = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public Scene {
        if (!MOMENT.matcher(moment).matches()) {
            throw new IllegalArgumentException(
                    "moment must be 1 to 40 lower-case letters, digits and dashes, was \"" + moment + "\"");
        }
    }

    /** Reads {@code home/sport}. */
    @JsonCreator
    public static Scene of(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "a scene is written sphere/moment, as in home/sport, was \"" + text + "\"");
        }
        return new Scene(sphere(text.substring(0, slash)), text.substring(slash + 1));
    }

    private static Sphere sphere(String name) {
        for (var sphere : Sphere.values()) {
            if (sphere.name().toLowerCase(Locale.ROOT).equals(name)) {
                return sphere;
            }
        }
        throw new IllegalArgumentException("sphere must be personal, home or public, was \"" + name + "\"");
    }

    public boolean isPublic() {
        return sphere == Sphere.PUBLIC;
    }

    @JsonValue
    @Override
    public String toString() {
        return sphere.name().toLowerCase(Locale.ROOT) + "/" + moment;
    }
}
