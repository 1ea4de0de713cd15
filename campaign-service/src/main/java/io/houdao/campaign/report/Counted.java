package io.houdao.campaign.report;

import io.houdao.campaign.budget.Charge;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Showing;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** An event that is counted, once for its decision and kind. */
record Counted(Kind kind, Showing showing, Instant occurredAt, Instant receivedAt) {

    /** An event without its essentials is no event: better set aside than half counted. */
    Counted {
        Stream.of(
                        showing.decisionId(),
                        showing.lineItemId(),
                        showing.creativeId(),
                        showing.slotId(),
                        showing.scene(),
                        showing.pricing(),
                        occurredAt,
                        receivedAt)
                .forEach(Objects::requireNonNull);
    }

    /** Empty for events that advertisers are not told about. */
    static Optional<Counted> of(ExperienceEvent event) {
        return Kind.of(event).map(kind -> new Counted(kind, event.showing(), event.occurredAt(), event.receivedAt()));
    }

    UUID decisionId() {
        return showing.decisionId().value();
    }

    UUID lineItemId() {
        return showing.lineItemId().value();
    }

    /** What it costs; empty where it costs nothing. */
    Optional<Charge> charge() {
        return kind.isBilledBy(showing.pricing()) && showing.priceMicros() > 0
                ? Optional.of(new Charge(decisionId(), lineItemId(), showing.priceMicros(), occurredAt))
                : Optional.empty();
    }
}
