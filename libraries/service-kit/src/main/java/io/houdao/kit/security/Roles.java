package io.houdao.kit.security;

/** The roles a token may carry in its {@code groups}. */
public final class Roles {

    public static final String ADVERTISER = "advertiser";
    public static final String REVIEWER = "reviewer";
    public static final String OPERATOR = "operator";
    public static final String AGENT = "agent";
    public static final String PERSON = "person";
    public static final String DEVICE = "device";
    /** Another service of the suite. */
    public static final String SERVICE = "service";

    private Roles() {}
}
