package io.houdao.campaign.report;

import io.houdao.campaign.budget.Charge;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Showing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** An event that is counted, once for its decision and kind. */
record Counted(Kind kind, Showing showing, Instant occurredAt, Instant receivedAt) {

    /** Empty for events that advertisers are not told about. */
    static Stream<Counted> of(ExperienceEvent event) {
        return Kind.of(event)
                .map(kind -> new Counted(kind, event.showing(), event.occurredAt(), event.receivedAt()))
                .stream();
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
