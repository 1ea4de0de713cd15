package io.houdao.campaign.neighbour;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What another service keeps, as last read. Where that service is away, the last copy serves, however old. */
public final class LastKnown<T> {

    private static final Logger LOG = Logger.getLogger(LastKnown.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final String what;
    private final Supplier<T> source;
    private final Clock clock;
    private final Duration fresh;
    private @Nullable T copy;
    private Instant nextTry = Instant.MIN;
    private boolean isAway;

    /**
     * Reads from {@code source}, which throws where the other service is away.
     *
     * @param what it is, for the log
     * @param fresh for how long a copy is taken to be as it was read
     */
    public LastKnown(String what, Supplier<T> source, Clock clock, Duration fresh) {
        this.what = what;
        this.source = source;
        this.clock = clock;
        this.fresh = fresh;
    }

    /** The last copy; null where there never was one. */
    public synchronized @Nullable T get() {
        var now = clock.instant();
        if (!now.isBefore(nextTry)) {
            nextTry = now.plus(readAnew() ? fresh : BETWEEN_TRIES);
        }
        return copy;
    }

    /** The same, read again whether it is fresh or not. */
    public synchronized @Nullable T anew() {
        nextTry = Instant.MIN;
        return get();
    }

    private boolean readAnew() {
        try {
            copy = source.get();
            isAway = false;
            return true;
        } catch (RuntimeException e) {
            if (!isAway) {
                LOG.warnf(
                        "%s cannot be read, %s: %s",
                        what, copy == null ? "nothing is known" : "the last copy serves", e.getMessage());
            }
            isAway = true;
            return false;
        }
    }
}
