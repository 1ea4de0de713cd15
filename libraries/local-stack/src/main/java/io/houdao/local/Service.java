package io.houdao.local;

/** One of the four services of the suite. */
public enum Service {
    PROFILE,
    CAMPAIGN,
    PLACEMENT,
    FEEDBACK;

    /** Its module and application name, such as {@code profile-service}. */
    public String module() {
        return database() + "-service";
    }

    /** The name of its database, such as {@code profile}. */
    public String database() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
