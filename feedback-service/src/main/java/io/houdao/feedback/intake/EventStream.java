package io.houdao.feedback.intake;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.feedback.EventKind;
import io.houdao.kit.event.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings events to Kafka. */
@ApplicationScoped
class EventStream {

    private static final Logger LOG = Logger.getLogger(EventStream.class);

    private final EventPublisher publisher;
    private final MeterRegistry meters;
    private final Duration ackTimeout;

    EventStream(
            EventPublisher publisher,
            MeterRegistry meters,
            @ConfigProperty(name = "houdao.intake.ack-timeout") Duration ackTimeout) {
        this.publisher = publisher;
        this.meters = meters;
        this.ackTimeout = ackTimeout;
    }

    /** Completes once Kafka has all of {@code events}; fails with a {@link TryLater} where it has not in time. */
    CompletionStage<Void> send(List<ExperienceEvent> events) {
        var sent = new ArrayList<CompletableFuture<Void>>(events.size());
        for (var event : events) {
            var one = send(event);
            sent.add(one);
            if (one.isCompletedExceptionally()) {
                break; // each of the others would wait for Kafka as long, one after the other
            }
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .orTimeout(ackTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> tell(events.size(), failure))
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedStage(new TryLater("events cannot be taken now", failure)));
    }

    private CompletableFuture<Void> send(ExperienceEvent event) {
        var kind = EventKind.of(event);
        return publisher
                .publish(
                        id(event, kind),
                        Topics.EVENTS,
                        event.showing().key(),
                        "io.houdao.feedback." + kind,
                        Json.write(event))
                .toCompletableFuture();
    }

    /** The same for the same, however often it is sent. */
    private static UUID id(ExperienceEvent event, EventKind kind) {
        var name = event.showing().decisionId() + "/" + kind;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
    }

    private void tell(int events, @Nullable Throwable failure) {
        if (failure == null) {
            meters.counter("houdao.events.acknowledged").increment(events);
        } else {
            meters.counter("houdao.events.unacknowledged").increment(events);
            LOG.warnf("Kafka did not take %d events: %s", events, cause(failure));
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
