package io.houdao.feedback.experience;

import static java.util.Objects.requireNonNull;

import io.houdao.contracts.Json;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.feedback.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One event as it is kept.
 *
 * @param amount what the kind measures: stars, milliseconds, micros, 1 for "yes, it was disturbing"; otherwise 0
 */
record EventRow(
        UUID decisionId,
        String kind,
        boolean negative,
        Instant decidedAt,
        Instant occurredAt,
        String scene,
        String slotId,
        UUID creativeId,
        long amount) {

    /** Marks a showing that met with negative feedback of any kind. */
    static final String NEGATIVE = "negative";

    /** Reads a record's value; what is no event of ours is a {@link RuntimeException} that says why. */
    static EventRow read(byte[] json) {
        return of(Json.read(json, ExperienceEvent.class));
    }

    static EventRow of(ExperienceEvent event) {
        var kind = EventKind.of(event);
        var showing = requireNonNull(event.showing(), "the event has no showing");
        return new EventRow(
                requireNonNull(showing.decisionId(), "the event has no decisionId")
                        .value(),
                kind.toString(),
                kind.isNegative(),
                requireNonNull(showing.decidedAt(), "the event has no decidedAt"),
                requireNonNull(event.occurredAt(), "the event has no occurredAt"),
                requireNonNull(showing.scene(), "the event has no scene").toString(),
                requireNonNull(showing.slotId(), "the event has no slotId").toString(),
                requireNonNull(showing.creativeId(), "the event has no creativeId")
                        .value(),
                amount(event));
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
