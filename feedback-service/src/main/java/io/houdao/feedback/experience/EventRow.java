package io.houdao.feedback.experience;

import static java.util.Objects.requireNonNull;

import io.houdao.contracts.Json;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Showing;
import io.houdao.feedback.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as it is kept.
 *
 * @param scene as it is written
 * @param amount what the kind measures: stars, milliseconds, micros, 1 for "yes, it was disturbing"; otherwise 0
 * @param how an ad was closed; empty where that is not told
 * @param actions how many it took to close it; 0 where that is not told
 */
record EventRow(
        Showing showing,
        String kind,
        boolean negative,
        Instant occurredAt,
        String scene,
        long amount,
        String how,
        long actions) {

    /** Marks a showing that met with negative feedback of any kind. */
    static final String NEGATIVE = "negative";

    private static final String OF_OFFERED = "offered-";

    /** Reads a record's value; what is no event of ours is a {@link RuntimeException} that says why. */
    static EventRow read(byte[] json) {
        return of(Json.read(json, ExperienceEvent.class));
    }

    static EventRow of(ExperienceEvent event) {
        var kind = EventKind.of(event);
        var showing = complete(event.showing());
        var close = event instanceof ExperienceEvent.Close closed ? closed : null;
        return new EventRow(
                showing,
                kind.toString(),
                kind.isNegative(),
                requireNonNull(event.occurredAt(), "the event has no occurredAt"),
                showing.scene().toString(),
                amount(event),
                close == null || close.how() == null ? "" : close.how().name(),
                close == null || close.actions() == null ? 0 : close.actions());
    }

    private static Showing complete(@Nullable Showing showing) {
        requireNonNull(showing, "the event has no showing");
        requireNonNull(showing.decisionId(), "the event has no decisionId");
        requireNonNull(showing.decidedAt(), "the event has no decidedAt");
        requireNonNull(showing.scene(), "the event has no scene");
        requireNonNull(showing.slotId(), "the event has no slotId");
        requireNonNull(showing.creativeId(), "the event has no creativeId");
        requireNonNull(showing.lineItemId(), "the event has no lineItemId");
        requireNonNull(showing.campaignId(), "the event has no campaignId");
        requireNonNull(showing.advertiserId(), "the event has no advertiserId");
        requireNonNull(showing.pricing(), "the event has no pricing");
        return showing;
    }

    UUID decisionId() {
        return showing.decisionId().value();
    }

    Instant decidedAt() {
        return showing.decidedAt();
    }

    UUID creativeId() {
        return showing.creativeId().value();
    }

    /** What the advertiser owes for it. */
    long billedMicros() {
        var isBillable = switch (showing.pricing()) {
            case CPM -> kind.equals(EventKind.IMPRESSION.toString());
            case CPC -> kind.equals(EventKind.CLICK.toString());
            case CPA -> kind.equals(EventKind.CONVERSION.toString());
            case FIXED_TIME -> false;
        };
        return isBillable ? showing.priceMicros() : 0;
    }

    /** Whose word it is: the person, or the device where nobody is known; absent in public places. */
    @Nullable
    UUID subject() {
        if (showing.personId() != null) {
            return showing.personId().value();
        }
        return showing.deviceId() == null ? null : showing.deviceId().value();
    }

    /** Whether it says that the person minded the showing, as an event or as the mark of all such. */
    boolean minds() {
        return negative || kind.equals(NEGATIVE);
    }

    /** A row that marks its showing with {@code kind}. */
    EventRow mark(String kind) {
        return new EventRow(showing, kind, false, occurredAt, scene, 0, "", 0);
    }

    /** Marks a showing whose × was offered and that met with {@code minded}, a negative kind or {@link #NEGATIVE}. */
    static String ofOffered(String minded) {
        return OF_OFFERED + minded;
    }

    private static long amount(ExperienceEvent event) {
        if (event instanceof ExperienceEvent.Offered offered) {
            return millis(offered.after());
        } else if (event instanceof ExperienceEvent.Close close) {
            return millis(close.shown());
        } else if (event instanceof ExperienceEvent.Skip skip) {
            return millis(skip.shown());
        } else if (event instanceof ExperienceEvent.Rating rating) {
            return rating.stars();
        } else if (event instanceof ExperienceEvent.Disturbing answer) {
            return answer.disturbing() ? 1 : 0;
        } else if (event instanceof ExperienceEvent.Conversion conversion) {
            return conversion.valueMicros();
        }
        return 0;
    }

    private static long millis(Duration duration) {
        return requireNonNull(duration, "the event has no duration").toMillis();
    }
}
