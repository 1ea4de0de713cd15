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
 * @param subject whose word it is: the person, or the device where nobody is known; absent in public places
 * @param billedMicros what the advertiser owes for it
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
        long amount,
        long billedMicros,
        @Nullable UUID subject,
        Ordered ordered) {

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
                amount(event),
                isBillable(kind, showing) ? showing.priceMicros() : 0,
                subject(showing),
                Ordered.of(showing));
    }

    private static boolean isBillable(EventKind kind, Showing showing) {
        return switch (requireNonNull(showing.pricing(), "the event has no pricing")) {
            case CPM -> kind == EventKind.IMPRESSION;
            case CPC -> kind == EventKind.CLICK;
            case CPA -> kind == EventKind.CONVERSION;
            case FIXED_TIME -> false;
        };
    }

    /** The row that marks its showing as one that the person minded. */
    EventRow mark() {
        return new EventRow(
                decisionId, NEGATIVE, false, decidedAt, occurredAt, scene, slotId, creativeId, 0, 0, subject, ordered);
    }

    private static @Nullable UUID subject(Showing showing) {
        if (showing.personId() != null) {
            return showing.personId().value();
        }
        return showing.deviceId() == null ? null : showing.deviceId().value();
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

    /** Whose creative it is, and what it was bought under. */
    record Ordered(UUID lineItemId, UUID campaignId, UUID advertiserId) {

        static Ordered of(Showing showing) {
            return new Ordered(
                    requireNonNull(showing.lineItemId(), "the event has no lineItemId")
                            .value(),
                    requireNonNull(showing.campaignId(), "the event has no campaignId")
                            .value(),
                    requireNonNull(showing.advertiserId(), "the event has no advertiserId")
                            .value());
        }
    }
}
