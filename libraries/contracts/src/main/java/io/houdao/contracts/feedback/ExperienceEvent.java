package io.houdao.contracts.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.houdao.contracts.placement.Showing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened between a person and one ad, its receipt verified. Topic {@code feedback.events}, key
 * {@link Showing#key()}.
 *
 * <p>Delivered at least once and possibly late: drop repeats by ({@code showing.decisionId}, type), order by
 * {@code occurredAt}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExperienceEvent.Offered.class, name = "offered"),
    @JsonSubTypes.Type(value = ExperienceEvent.Impression.class, name = "impression"),
    @JsonSubTypes.Type(value = ExperienceEvent.Viewable.class, name = "viewable"),
    @JsonSubTypes.Type(value = ExperienceEvent.Click.class, name = "click"),
    @JsonSubTypes.Type(value = ExperienceEvent.Close.class, name = "close"),
    @JsonSubTypes.Type(value = ExperienceEvent.Hide.class, name = "hide"),
    @JsonSubTypes.Type(value = ExperienceEvent.Mute.class, name = "mute"),
    @JsonSubTypes.Type(value = ExperienceEvent.Complaint.class, name = "complaint"),
    @JsonSubTypes.Type(value = ExperienceEvent.Rating.class, name = "rating"),
    @JsonSubTypes.Type(value = ExperienceEvent.Disturbing.class, name = "disturbing"),
    @JsonSubTypes.Type(value = ExperienceEvent.Useful.class, name = "useful"),
    @JsonSubTypes.Type(value = ExperienceEvent.Conversion.class, name = "conversion"),
    @JsonSubTypes.Type(value = ExperienceEvent.CheckIn.class, name = "check-in"),
    @JsonSubTypes.Type(value = ExperienceEvent.Skip.class, name = "skip"),
})
public sealed interface ExperienceEvent {

    /** The ad it is about. */
    Showing showing();

    /** By the device's clock, never after {@link #receivedAt()}. */
    Instant occurredAt();

    /** By feedback-service's clock. */
    Instant receivedAt();

    /** The × became visible; {@code after} the ad began. Rates of closing count from here. */
    record Offered(Showing showing, Instant occurredAt, Instant receivedAt, Duration after)
            implements ExperienceEvent {}

    /** The ad began to render (AdCOM 1.0 event type 2). */
    record Impression(Showing showing, Instant occurredAt, Instant receivedAt) implements ExperienceEvent {}

    /** Half of its pixels were in view for a second, of a video for two (AdCOM event types 3 and 5). */
    record Viewable(Showing showing, Instant occurredAt, Instant receivedAt) implements ExperienceEvent {}

    /** The person followed the ad. */
    record Click(Showing showing, Instant occurredAt, Instant receivedAt) implements ExperienceEvent {}

    /**
     * The person closed the ad after {@code shown}; within a second or two it signals annoyance. An ad that ends by itself is
     * not closed.
     *
     * @param how absent where the device does not tell
     * @param actions how many presses, swipes or sentences it took, 1 or more; absent where the device does not tell
     */
    record Close(
            Showing showing,
            Instant occurredAt,
            Instant receivedAt,
            Duration shown,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            How how,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer actions)
            implements ExperienceEvent {

        /** A close of which nothing more is told. */
        public Close(Showing showing, Instant occurredAt, Instant receivedAt, Duration shown) {
            this(showing, occurredAt, receivedAt, shown, null, null);
        }
    }

    /** The person wants no more of this {@code scope}; binding on every device from now on. */
    record Hide(Showing showing, Instant occurredAt, Instant receivedAt, Scope scope) implements ExperienceEvent {}

    /** The person wants no ad on this touchpoint {@code until} then, or ever where it is absent. */
    record Mute(
            Showing showing,
            Instant occurredAt,
            Instant receivedAt,
            @Nullable Instant until,
            @Nullable String reason) implements ExperienceEvent {}

    /** The person complained; the text stays with feedback-service. */
    record Complaint(Showing showing, Instant occurredAt, Instant receivedAt, String category)
            implements ExperienceEvent {}

    /** One to five {@code stars}. */
    record Rating(Showing showing, Instant occurredAt, Instant receivedAt, int stars) implements ExperienceEvent {}

    /** The answer to "was this disturbing?". */
    record Disturbing(Showing showing, Instant occurredAt, Instant receivedAt, boolean disturbing)
            implements ExperienceEvent {}

    /** The person got something out of it: a long view, a use in place. */
    record Useful(Showing showing, Instant occurredAt, Instant receivedAt) implements ExperienceEvent {}

    /** The person did what the advertiser hoped for, worth {@code valueMicros} to the advertiser. */
    record Conversion(Showing showing, Instant occurredAt, Instant receivedAt, long valueMicros)
            implements ExperienceEvent {}

    /** The person came to the place. */
    record CheckIn(Showing showing, Instant occurredAt, Instant receivedAt) implements ExperienceEvent {}

    /** The person skipped a video after {@code shown}. */
    record Skip(Showing showing, Instant occurredAt, Instant receivedAt, Duration shown) implements ExperienceEvent {}

    /** What the person did to close an ad. */
    enum How {
        /** Pressed the ×. */
        BUTTON,
        /** Pressed the back key of the device or of its remote control. */
        BACK,
        /** Swiped it away. */
        SWIPE,
        /** Said so. */
        VOICE
    }

    /** What a hide covers. */
    enum Scope {
        CREATIVE,
        ADVERTISER
    }
}
