package io.houdao.endtoend.replay;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Handles exposures in the order of the log: those of one person one after the other, those of others at the same time. None
 * begins while another still waits that lies {@value #AT_ONCE} before it, so that the order of time holds for everyone.
 */
final class Conveyor implements AutoCloseable {

    private static final int LANES = 32;
    private static final int AT_ONCE = 96;

    private final List<ExecutorService> lanes =
            Stream.generate(Executors::newSingleThreadExecutor).limit(LANES).toList();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Consumer<Exposure> handling;

    Conveyor(Consumer<Exposure> handling) {
        this.handling = handling;
    }

    /**
     * Has {@code exposure} handled, as soon as there is room.
     *
     * @throws IllegalStateException if handling an earlier one failed
     */
    void add(Exposure exposure) {
        room.acquireUninterruptibly();
        check();
        lanes.get(Math.floorMod(exposure.userId().hashCode(), LANES)).execute(() -> handle(exposure));
    }

    private void handle(Exposure exposure) {
        try {
            handling.accept(exposure);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            room.release();
        }
    }

    /** Waits until all are handled. */
    void drain() {
        room.acquireUninterruptibly(AT_ONCE);
        room.release(AT_ONCE);
        check();
    }

    private void check() {
        var cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the replay stopped", cause);
        }
    }

    @Override
    public void close() {
        lanes.forEach(ExecutorService::shutdownNow);
    }
}
