package io.houdao.feedback;

import io.houdao.contracts.feedback.ExperienceEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of event, under its name in requests, in Kafka and in the database. Of each showing, each kind counts once. Beyond
 * being counted by the hour:
 *
 * <ul>
 *   <li>offered is what rates of closing count against; one later than a second breaks the closing contract;
 *   <li>impression, click and conversion are what advertisers pay for;
 *   <li>close, hide and complaint are negative: restraint acts on them, learning predicts them, and the user's side of a
 *       scorecard loses by them; hide and mute bind placement-service on every device, and a complaint gets an answer;
 *   <li>rating and "was this disturbing?" stand on the user's side of a scorecard, useful does too and is worth something
 *       to a decision; check-in, as click and conversion, on the advertiser's;
 *   <li>skip is no close: nobody refused the ad. It stands beside them in the report on closing contracts, which one after
 *       more than 30 seconds breaks.
 * </ul>
 */
public enum EventKind {
    OFFERED("offered", ExperienceEvent.Offered.class),
    IMPRESSION("impression", ExperienceEvent.Impression.class),
    VIEWABLE("viewable", ExperienceEvent.Viewable.class),
    CLICK("click", ExperienceEvent.Click.class),
    CLOSE("close", ExperienceEvent.Close.class),
    HIDE("hide", ExperienceEvent.Hide.class),
    MUTE("mute", ExperienceEvent.Mute.class),
    COMPLAINT("complaint", ExperienceEvent.Complaint.class),
    RATING("rating", ExperienceEvent.Rating.class),
    DISTURBING("disturbing", ExperienceEvent.Disturbing.class),
    USEFUL("useful", ExperienceEvent.Useful.class),
    CONVERSION("conversion", ExperienceEvent.Conversion.class),
    CHECK_IN("check-in", ExperienceEvent.CheckIn.class),
    SKIP("skip", ExperienceEvent.Skip.class);

    private static final Map<String, EventKind> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toMap(EventKind::toString, Function.identity()));
    private static final Map<Class<?>, EventKind> BY_EVENT =
            Arrays.stream(values()).collect(Collectors.toMap(kind -> kind.event, Function.identity()));

    private final String text;
    private final Class<? extends ExperienceEvent> event;

    EventKind(String text, Class<? extends ExperienceEvent> event) {
        this.text = text;
        this.event = event;
    }

    /** Reads {@code check-in}; empty where there is no such kind. */
    public static Optional<EventKind> parse(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** The kind of {@code event}. */
    public static EventKind of(ExperienceEvent event) {
        var kind = BY_EVENT.get(event.getClass());
        if (kind == null) {
            throw new IllegalArgumentException("no kind of event: " + event.getClass());
        }
        return kind;
    }

    /** All of them, as they are written. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(EventKind::toString).toList();
    }

    /** Whether the person minded being shown this: restraint acts on these. */
    public boolean isNegative() {
        return this == CLOSE || this == HIDE || this == COMPLAINT;
    }

    @Override
    public String toString() {
        return text;
    }
}
