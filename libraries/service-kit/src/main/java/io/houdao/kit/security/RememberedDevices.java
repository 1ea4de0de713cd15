package io.houdao.kit.security;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Knows devices by tokens that were verified lately. Devices ask more often than anybody; the way through verification costs
 * as much as an answer, and waits for another thread where keys are fetched. Nothing may be added to what a device's token
 * says, which is why nobody else is let in here.
 */
@ApplicationScoped
class RememberedDevices implements HttpAuthenticationMechanism {

    private static final String BEARER = "Bearer ";

    private final VerifiedTokens tokens;

    RememberedDevices(VerifiedTokens tokens) {
        this.tokens = tokens;
    }

    /** Nobody, where the token is not remembered as a device's: then it is verified. */
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        var isToken = header != null && header.startsWith(BEARER);
        return Uni.createFrom().item(isToken ? tokens.device(header.substring(BEARER.length())) : null);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }
}
