package io.houdao.kit.outbox;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Carries what waits in the database to Kafka, batch after batch: at once when woken, and every half second in case another
 * replica left something. What fails is tried again.
 */
public final class RelayThread {

    private static final Logger LOG = Logger.getLogger(RelayThread.class);
    private static final long IDLE_MILLIS = 500;

    private final Semaphore work = new Semaphore(0);
    private final Callable<Boolean> batch;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * A thread that is not started yet.
     *
     * @param name what it carries, as in {@code outbox}
     * @param batch carries one batch and says whether another one may be waiting
     */
    public RelayThread(String name, Callable<Boolean> batch) {
        this.batch = batch;
        this.thread = new Thread(this::run, name + "-relay");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Says that there may be something to carry. */
    public void wake() {
        work.release();
    }

    /** Ends it, even in the middle of a batch, which stays in the database then. */
    public void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        while (!stopped) {
            try {
                if (!batch.call()) {
                    awaitWork();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (!stopped) {
                    LOG.warnf(
                            "the %s could not be relayed and will be tried again: %s",
                            thread.getName().replace("-relay", ""), e.getMessage());
                    pause();
                }
            }
        }
    }

    private void awaitWork() throws InterruptedException {
        work.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        work.drainPermits();
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
