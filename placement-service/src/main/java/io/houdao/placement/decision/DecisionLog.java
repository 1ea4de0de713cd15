package io.houdao.placement.decision;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.kit.event.EventPublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the others what was decided, without anybody waiting for it: a thread of its own writes to Kafka. No more than so
 * many decisions are on their way at a time; what does not fit, or what Kafka does not take, is lost and counted.
 */
@Singleton
class DecisionLog {

    private static final Logger LOG = Logger.getLogger(DecisionLog.class);
    private static final int CLOSING_SECONDS = 5;
    /** So long decisions are gathered: to wake a thread for each would cost the device that asks more than to write it. */
    private static final int GATHERING_MILLIS = 20;

    private final EventPublisher publisher;
    private final Contests contests;
    private final Semaphore room;
    private final int mostInFlight;
    private final Queue<Decision> queue = new ConcurrentLinkedQueue<>();
    private final Counter sent;
    private final Counter lost;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    DecisionLog(EventPublisher publisher, Contests contests, MeterRegistry meters, DecisionSettings settings) {
        this.publisher = publisher;
        this.contests = contests;
        this.mostInFlight = settings.logInFlight();
        this.room = new Semaphore(mostInFlight);
        this.sent = meters.counter("houdao.decisions.log.sent");
        this.lost = meters.counter("houdao.decisions.log.lost");
        meters.gauge("houdao.decisions.log.in.flight", this, log -> log.mostInFlight - log.room.availablePermits());
    }

    /** Takes a decision to be told; returns at once. */
    void append(Decision decision) {
        if (!decision.isTold()) {
            return;
        }
        if (room.tryAcquire()) {
            queue.add(decision);
        } else {
            lost.increment();
        }
    }

    void start(@Observes StartupEvent started) {
        thread = new Thread(this::run, "decision-log");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!stopped || !queue.isEmpty()) {
                for (var decision = queue.poll(); decision != null; decision = queue.poll()) {
                    publish(decision);
                }
                TimeUnit.MILLISECONDS.sleep(GATHERING_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /* The event is made here, so that no device waits for that. */
    private void publish(Decision decision) {
        try {
            var event = decision.event(contests.of(decision));
            publisher
                    .publish(
                            event.decisionId().value(),
                            Topics.DECISIONS,
                            decision.key(),
                            "io.houdao.placement.decision.made",
                            Json.write(event))
                    .whenComplete((done, failure) -> ended(failure));
        } catch (RuntimeException e) {
            ended(e);
        }
    }

    private void ended(@Nullable Throwable failure) {
        room.release();
        if (failure == null) {
            sent.increment();
        } else {
            lost.increment();
            LOG.debugf("a decision was lost: %s", failure.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
        }
        room.tryAcquire(mostInFlight, CLOSING_SECONDS, TimeUnit.SECONDS);
    }
}
