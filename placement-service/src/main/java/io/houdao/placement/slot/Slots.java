package io.houdao.placement.slot;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * The registry in memory: what decisions read, without a lock and without I/O. A change made here is in it at once, one
 * made by another replica within a second or two. Where the database is away, it stays as it was.
 */
@Singleton
public class Slots {

    private static final Logger LOG = Logger.getLogger(Slots.class);

    private final RegistryStore store;
    private volatile Registry current = Registry.EMPTY;

    Slots(RegistryStore store) {
        this.store = store;
    }

    /** The registry as last read; empty until the service has started. */
    public Registry current() {
        return current;
    }

    void load(@Observes StartupEvent started) {
        refresh();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.warnf("the registry could not be read and stays at version %d: %s", current.version(), e.getMessage());
        }
    }

    /** Reads the registry if it has changed. */
    void refresh() {
        QuarkusTransaction.requiringNew().run(() -> {
            if (store.version() != current.version()) {
                replaceBy(store.all());
            }
        });
    }

    /* Two refreshes may overlap; the older must not win. */
    private synchronized void replaceBy(Registry read) {
        if (read.version() > current.version()) {
            current = read;
        }
    }
}
