package io.houdao.kit.limit;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 429 to whoever asks too often. Services may ask each other as often as they must. */
class LimitFilter {

    private final RequestLimits limits;
    private final SecurityIdentity identity;
    private final List<String> except;

    LimitFilter(RequestLimits limits, LimitSettings settings, SecurityIdentity identity) {
        this.limits = limits;
        this.identity = identity;
        this.except = settings.except().orElse(List.of());
    }

    @ServerRequestFilter
    void limit(ContainerRequestContext request) {
        if (!identity.isAnonymous()
                && !identity.hasRole(Roles.SERVICE)
                && !isExcepted(request.getUriInfo().getPath())
                && !limits.admit(identity.getPrincipal().getName())) {
            throw Problems.tooMany(limits.pauseSeconds());
        }
    }

    private boolean isExcepted(String path) {
        for (var beginning : except) {
            if (path.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
