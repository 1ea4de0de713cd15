package io.houdao.kit.limit;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers 429 to whoever asks too often: a caller by their token, a stranger by their address, before anything else is done
 * for them. Services may ask each other as often as they must.
 */
class LimitFilter {

    private final RequestLimits limits;
    private final SecurityIdentity identity;
    private final CurrentVertxRequest current;
    private final Set<String> except;
    private final int proxies;

    LimitFilter(RequestLimits limits, LimitSettings settings, SecurityIdentity identity, CurrentVertxRequest current) {
        this.limits = limits;
        this.identity = identity;
        this.current = current;
        this.except = Set.copyOf(settings.except().orElse(List.of()));
        this.proxies = settings.proxies();
    }

    @ServerRequestFilter(preMatching = true)
    void limit(ContainerRequestContext request) {
        if (!admits(request)) {
            throw Problems.tooMany(limits.pauseSeconds());
        }
    }

    private boolean admits(ContainerRequestContext request) {
        if (identity.isAnonymous()) {
            return limits.admit(Address.of(current.getCurrent().request(), proxies));
        }
        return identity.hasRole(Roles.SERVICE)
                || except.contains(request.getUriInfo().getPath())
                || limits.admit(identity.getPrincipal().getName());
    }
}
