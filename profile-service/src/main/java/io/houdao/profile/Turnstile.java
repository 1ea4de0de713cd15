package io.houdao.profile;

import io.houdao.kit.problem.Problems;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets so many requests in at once. Whoever comes while the service cannot follow is told so right away, and nothing was done
 * yet; behind an endless queue they would wait until the pool of connections gives up on them.
 */
@Singleton
class Turnstile {

    private static final int PAUSE_SECONDS = 1;

    private final CurrentVertxRequest current;
    private final int most;
    private final Counter refused;
    private final AtomicInteger inside = new AtomicInteger();

    Turnstile(
            CurrentVertxRequest current,
            @ConfigProperty(name = "houdao.requests.at-once") int most,
            MeterRegistry meters) {
        this.current = current;
        this.most = most;
        this.refused = meters.counter("houdao.requests.refused");
    }

    /**
     * Before any other filter. Counts until the answer is sent or the caller has hung up, whichever comes first. A refusal is
     * returned, not thrown: each one that is thrown is logged with its stack, 33 kB of it.
     */
    @ServerRequestFilter(preMatching = true, nonBlocking = true, priority = 0)
    Optional<Response> enter() {
        current.getCurrent().addEndHandler(ended -> inside.decrementAndGet());
        if (inside.incrementAndGet() > most) {
            refused.increment();
            return Optional.of(
                    Problems.busy("Too many requests are being answered, and nothing was done.", PAUSE_SECONDS)
                            .toResponse());
        }
        return Optional.empty();
    }
}
