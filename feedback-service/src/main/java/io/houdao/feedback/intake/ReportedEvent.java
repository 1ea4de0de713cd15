package io.houdao.feedback.intake;

import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.feedback.ExperienceEvent.How;
import io.houdao.contracts.placement.Showing;
import io.houdao.feedback.EventKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One event as a device reports it: a receipt, a type, a time, and the fields of its type.
 *
 * @param occurredAt by the device's clock
 * @param after offered: how long after the ad began the × became visible
 * @param shown close, skip: how long the ad had been shown
 * @param how close: what the person did
 * @param actions close: how many presses, swipes or sentences it took
 * @param scope hide: what is to stay away
 * @param until mute: absent means for good
 * @param reason mute: why, at most 200 characters
 * @param category complaint: about what, such as {@code misleading}
 * @param text complaint: in the person's words, at most 2,000 characters; kept here, told to nobody else
 */
@RegisterForReflection
record ReportedEvent(
        @Nullable String receipt,
        @Nullable String type,
        @Nullable Instant occurredAt,
        @Nullable Duration after,
        @Nullable Duration shown,
        @Nullable String how,
        @Nullable Integer actions,
        ExperienceEvent.@Nullable Scope scope,
        @Nullable Integer stars,
        @Nullable Boolean disturbing,
        @Nullable Long valueMicros,
        @Nullable String category,
        @Nullable String text,
        @Nullable String reason,
        @Nullable Instant until) {

    private static final Duration LONGEST = Duration.ofDays(1);
    /** A billion of any currency. */
    private static final long MOST_MICROS = 1_000_000_000_000_000L;

    private static final int MOST_ACTIONS = 100;

    private static final Pattern CATEGORY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** What a beacon tells: that it happened, when {@code shown} had passed. */
    static ReportedEvent seen(EventKind kind, Duration shown, @Nullable String how) {
        return new ReportedEvent(
                null, kind.toString(), null, shown, shown, how, null, null, null, null, null, null, null, null, null);
    }

    EventKind kind() throws RefusedEvent {
        var wanted = required("type", type);
        return EventKind.parse(wanted)
                .orElseThrow(() -> new RefusedEvent("type", "must be one of " + EventKind.texts()));
    }

    /** The event that was meant, about {@code showing}; refused where a field of its type is missing or out of bounds. */
    ExperienceEvent about(Showing showing, Instant occurred, Instant received) throws RefusedEvent {
        return switch (kind()) {
            case OFFERED -> new ExperienceEvent.Offered(showing, occurred, received, duration("after", after));
            case IMPRESSION -> new ExperienceEvent.Impression(showing, occurred, received);
            case VIEWABLE -> new ExperienceEvent.Viewable(showing, occurred, received);
            case CLICK -> new ExperienceEvent.Click(showing, occurred, received);
            case CLOSE ->
                new ExperienceEvent.Close(
                        showing, occurred, received, duration("shown", shown), checkedHow(), checkedActions());
            case HIDE -> new ExperienceEvent.Hide(showing, occurred, received, required("scope", scope));
            case MUTE -> new ExperienceEvent.Mute(showing, occurred, received, until, bounded("reason", reason, 200));
            case COMPLAINT -> new ExperienceEvent.Complaint(showing, occurred, received, checkedCategory());
            case RATING -> new ExperienceEvent.Rating(showing, occurred, received, checkedStars());
            case DISTURBING ->
                new ExperienceEvent.Disturbing(showing, occurred, received, required("disturbing", disturbing));
            case USEFUL -> new ExperienceEvent.Useful(showing, occurred, received);
            case CONVERSION -> new ExperienceEvent.Conversion(showing, occurred, received, checkedValue());
            case CHECK_IN -> new ExperienceEvent.CheckIn(showing, occurred, received);
            case SKIP -> new ExperienceEvent.Skip(showing, occurred, received, duration("shown", shown));
        };
    }

    /** The words of a complaint; empty where it has none. */
    String words() throws RefusedEvent {
        var words = bounded("text", text, 2_000);
        return words == null ? "" : words;
    }

    private @Nullable How checkedHow() throws RefusedEvent {
        try {
            return how == null ? null : How.valueOf(how);
        } catch (IllegalArgumentException unknown) {
            throw new RefusedEvent(
                    "how",
                    "must be one of " + List.of(How.values())
                            + ", or left out; an ad that ends by itself is not closed");
        }
    }

    private @Nullable Integer checkedActions() throws RefusedEvent {
        if (actions != null && (actions < 1 || actions > MOST_ACTIONS)) {
            throw new RefusedEvent("actions", "must be 1 to " + MOST_ACTIONS + ", was " + actions);
        }
        return actions;
    }

    private String checkedCategory() throws RefusedEvent {
        var checked = required("category", category);
        if (!CATEGORY.matcher(checked).matches()) {
            throw new RefusedEvent(
                    "category", "must be 1 to 40 lower-case letters, digits and dashes, as in misleading");
        }
        words();
        return checked;
    }

    private int checkedStars() throws RefusedEvent {
        var checked = required("stars", stars);
        if (checked < 1 || checked > 5) {
            throw new RefusedEvent("stars", "must be 1 to 5, was " + checked);
        }
        return checked;
    }

    private long checkedValue() throws RefusedEvent {
        var checked = required("valueMicros", valueMicros);
        if (checked < 0 || checked > MOST_MICROS) {
            throw new RefusedEvent("valueMicros", "must be 0 to " + MOST_MICROS + ", was " + checked);
        }
        return checked;
    }

    private static Duration duration(String field, @Nullable Duration value) throws RefusedEvent {
        var checked = required(field, value);
        if (checked.isNegative() || checked.compareTo(LONGEST) > 0) {
            throw new RefusedEvent(field, "must be a duration from PT0S to P1D, as in PT1.2S");
        }
        return checked;
    }

    private static @Nullable String bounded(String field, @Nullable String value, int longest) throws RefusedEvent {
        if (value != null && (value.length() > longest || value.indexOf('\0') >= 0)) {
            throw new RefusedEvent(field, "must be text of at most " + longest + " characters");
        }
        return value;
    }

    private static <T> T required(String field, @Nullable T value) throws RefusedEvent {
        if (value == null) {
            throw new RefusedEvent(field, "is required for this type of event");
        }
        return value;
    }
}
