package io.houdao.kit.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets each caller ask so often and no more: a burst, and then so many requests a second. Kept in memory, by each replica for
 * itself. Costs a lookup and a compare-and-set.
 *
 * <p>The generic cell rate algorithm (ITU-T I.371): of a caller only the time is kept at which what they asked so far would
 * have been asked at the lasting rate. With 10 a second and a burst of 5, the sixth request at once would be at 600 ms,
 * more than 500 ms ahead of now, and is not let through.
 */
@ApplicationScoped
public class RequestLimits {

    private static final long REMEMBERED = 500_000;

    private final Cache<String, AtomicLong> dueMicrosByCaller;
    private final long microsARequest;
    private final long aheadMicros;
    private final Clock clock;
    private final Counter limited;

    RequestLimits(LimitSettings settings, Clock clock, MeterRegistry meters) {
        this.microsARequest = TimeUnit.SECONDS.toMicros(1) / settings.perSecond();
        this.aheadMicros = microsARequest * settings.burst();
        this.clock = clock;
        this.limited = meters.counter("houdao.requests.limited");
        // Whoever was quiet for so long may burst again, and need not be remembered.
        this.dueMicrosByCaller = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(Duration.of(aheadMicros, ChronoUnit.MICROS).plusSeconds(1))
                // Each look moves an entry among the others, in memory that the collector must then look through: a
                // sample will do.
                .executor(CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS))
                .build();
    }

    /** Whether {@code caller} may ask once more now; where not, it does not count against them. */
    public boolean admit(String caller) {
        var now = TimeUnit.MILLISECONDS.toMicros(clock.millis());
        var due = dueMicrosByCaller.get(caller, unknown -> new AtomicLong(now));
        while (true) {
            var before = due.get();
            // Further ahead than ever admitted: the clock was set back, which is not the caller's fault.
            var from = before - now > aheadMicros ? now : Math.max(before, now);
            var after = from + microsARequest;
            if (after - now > aheadMicros) {
                limited.increment();
                return false;
            }
            if (due.compareAndSet(before, after)) {
                return true;
            }
        }
    }

    /** For how long a caller who was refused should wait. */
    long pauseSeconds() {
        return Math.max(1, TimeUnit.MICROSECONDS.toSeconds(microsARequest));
    }
}
