package io.houdao.contracts;

/**
 * Every topic, by its name on the wire. The body is JSON ({@link Json}); a CloudEvents 1.0 envelope travels in the
 * headers. What a consumer cannot process goes to {@link #deadLetter(String, String)} with the reason.
 */
public final class Topics {

    /** From campaign-service, key line item id, compacted: {@code LiveLineItem}; a tombstone means stop now. */
    public static final String LINE_ITEMS = "campaign.line-items";

    /** From profile-service, key person id (a pseudonym), compacted: {@code PersonProjection}; a tombstone means forget. */
    public static final String PROJECTIONS = "profile.projections";

    /** From feedback-service, key the control's scope, compacted: {@code ExperienceControl}; a tombstone lifts it. */
    public static final String CONTROLS = "experience.controls";

    /** From placement-service, key person id, or decision id where there is none: {@code DecisionMade}. */
    public static final String DECISIONS = "placement.decisions";

    /** From feedback-service, key person id, or decision id where there is none: {@code ExperienceEvent}. */
    public static final String EVENTS = "feedback.events";

    /** From profile-service, and back to it from the others, key erasure id: {@code ErasureEvent}. */
    public static final String ERASURES = "profile.erasures";

    /** From profile-service, key person id (a pseudonym): {@code GraphEvent}. */
    public static final String GRAPH = "profile.graph";

    private Topics() {}

    /** Where {@code service} puts what it could not process of {@code topic}. */
    public static String deadLetter(String topic, String service) {
        return topic + "." + service + ".dlq";
    }
}
