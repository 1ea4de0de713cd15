package io.houdao.local;

/** Every port that the suite listens on, always on the loopback interface. */
public enum Port {
    PROFILE(8081, "HOUDAO_PROFILE_PORT"),
    CAMPAIGN(8082, "HOUDAO_CAMPAIGN_PORT"),
    PLACEMENT(8083, "HOUDAO_PLACEMENT_PORT"),
    FEEDBACK(8084, "HOUDAO_FEEDBACK_PORT"),
    KAFKA(19092, "HOUDAO_KAFKA_PORT"),
    KAFKA_CONTROLLER(19093, "HOUDAO_KAFKA_CONTROLLER_PORT"),
    POSTGRES(15432, "HOUDAO_POSTGRES_PORT");

    private final int usual;
    private final String variable;

    Port(int usual, String variable) {
        this.usual = usual;
        this.variable = variable;
    }

    /** The port that {@code service} answers on. */
    public static Port of(Service service) {
        return valueOf(service.name());
    }

    /** The port, unless {@link #variable()} says otherwise. */
    public int usual() {
        return usual;
    }

    /** The environment variable that changes it. */
    public String variable() {
        return variable;
    }
}
