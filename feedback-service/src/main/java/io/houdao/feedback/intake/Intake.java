package io.houdao.feedback.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.Showing;
import io.houdao.feedback.Database.DatabaseFailure;
import io.houdao.feedback.EventKind;
import io.houdao.feedback.complaint.Complaints;
import io.houdao.feedback.intake.EventReport.Refusal;
import io.houdao.kit.problem.JsonProblems;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Believes what a receipt proves, and says yes only once Kafka has it. */
@ApplicationScoped
class Intake {

    private final ObjectMapper json;
    private final ReceiptProof proof;
    private final EventStream stream;
    private final Complaints complaints;
    private final MeterRegistry meters;
    private final Clock clock;

    Intake(
            ObjectMapper json,
            ReceiptProof proof,
            EventStream stream,
            Complaints complaints,
            MeterRegistry meters,
            Clock clock) {
        this.json = json;
        this.proof = proof;
        this.stream = stream;
        this.complaints = complaints;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes what {@code device} reports: the good events reach Kafka before this completes, the others are told apart. */
    CompletionStage<EventReport> accept(List<JsonNode> reported, UUID device) {
        var proofs = new Proofs(device, clock.instant());
        var events = new ArrayList<ExperienceEvent>();
        var refused = new ArrayList<Refusal>();
        for (var index = 0; index < reported.size(); index++) {
            try {
                events.add(event(reported.get(index), proofs));
            } catch (RefusedEvent e) {
                refused.add(new Refusal(index, e.field(), e.fix()));
                meters.counter("houdao.events.refused", "field", field(e)).increment();
            }
        }
        return stream.send(events).thenApply(done -> new EventReport(events.size(), List.copyOf(refused)));
    }

    /** Takes what a beacon reports of {@code showing}, as happening when it arrives. */
    CompletionStage<Void> accept(Showing showing, EventKind kind, @Nullable Duration shown, @Nullable String how)
            throws RefusedEvent {
        var now = clock.instant();
        var known = shown == null ? sinceDecided(showing, now) : shown;
        return stream.send(List.of(ReportedEvent.seen(kind, known, how).about(showing, now, now)));
    }

    /** The showing that a beacon's {@code receipt} proves. */
    Showing proven(@Nullable String receipt) throws RefusedEvent {
        return proof.showing(receipt, clock.instant());
    }

    private static Duration sinceDecided(Showing showing, Instant now) {
        var since = Duration.between(showing.decidedAt(), now);
        return since.isNegative() ? Duration.ZERO : since;
    }

    private ExperienceEvent event(JsonNode node, Proofs proofs) throws RefusedEvent {
        var reported = read(node);
        var showing = proofs.showing(reported.receipt());
        var event = reported.about(showing, occurredAt(reported, showing, proofs.now), proofs.now);
        if (event instanceof ExperienceEvent.Complaint complaint) {
            keep(complaint, proofs.device, reported.words());
        }
        return event;
    }

    private void keep(ExperienceEvent.Complaint complaint, UUID device, String words) {
        try {
            complaints.keep(complaint, device, words);
        } catch (DatabaseFailure e) {
            throw new TryLater("complaints cannot be kept now", e);
        }
    }

    private ReportedEvent read(JsonNode node) throws RefusedEvent {
        if (node == null || !node.isObject()) {
            throw new RefusedEvent("", "must be an object with receipt, type and occurredAt");
        }
        try {
            return json.treeToValue(node, ReportedEvent.class);
        } catch (JsonProcessingException e) {
            throw new RefusedEvent(JsonProblems.field(e), JsonProblems.message(e));
        }
    }

    private static Instant occurredAt(ReportedEvent reported, Showing showing, Instant now) throws RefusedEvent {
        if (reported.occurredAt() == null) {
            throw new RefusedEvent("occurredAt", "is required: when it happened, as in 2026-03-01T12:00:00Z");
        }
        return EventTime.checked(reported.occurredAt(), showing.decidedAt(), now);
    }

    /** A field's name may be the caller's invention, which is no name for a metric. */
    private static String field(RefusedEvent refused) {
        return switch (refused.field()) {
            case "receipt", "type", "occurredAt" -> refused.field();
            default -> "other";
        };
    }

    /** What the receipts of one batch prove: most ads are reported of several times, and each receipt is opened once. */
    private final class Proofs {

        private final UUID device;
        private final Instant now;
        private final Map<String, Showing> showingByReceipt = new HashMap<>();

        Proofs(UUID device, Instant now) {
            this.device = device;
            this.now = now;
        }

        Showing showing(@Nullable String receipt) throws RefusedEvent {
            var known = receipt == null ? null : showingByReceipt.get(receipt);
            if (known != null) {
                return known;
            }
            var proven = proof.showing(receipt, now, device);
            showingByReceipt.put(String.valueOf(receipt), proven);
            return proven;
        }
    }
}
