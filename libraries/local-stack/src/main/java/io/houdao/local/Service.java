package io.houdao.local;

import java.util.Locale;

/** One of the four services of the suite. */
public enum Service {
    PROFILE,
    CAMPAIGN,
    PLACEMENT,
    FEEDBACK;

    /** Its module and its name among processes and logs, such as {@code profile-service}. */
    public String module() {
        return database() + "-service";
    }

    /** The name of its database, such as {@code profile}. */
    public String database() {
        return name().toLowerCase(Locale.ROOT);
    }
}
