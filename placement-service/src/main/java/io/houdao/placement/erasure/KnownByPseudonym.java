package io.houdao.placement.erasure;

import io.houdao.kit.security.Roles;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Lets a person who asks here be whom decisions name: their pseudonym, which profile-service tells to nobody but
 * themself. Where it does not answer, they remain a stranger and are told nothing. Devices are not affected.
 */
@Singleton
class KnownByPseudonym implements SecurityIdentityAugmentor {

    private static final Logger LOG = Logger.getLogger(KnownByPseudonym.class);

    private final PseudonymClient profiles;

    KnownByPseudonym(@RestClient PseudonymClient profiles) {
        this.profiles = profiles;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.hasRole(Roles.PERSON) && identity.getPrincipal() instanceof JsonWebToken token) {
            return context.runBlocking(() -> named(identity, token));
        }
        return Uni.createFrom().item(identity);
    }

    private SecurityIdentity named(SecurityIdentity identity, JsonWebToken token) {
        try {
            var known = profiles.of("Bearer " + token.getRawToken(), token.getSubject());
            return QuarkusSecurityIdentity.builder(identity)
                    .setPrincipal(new Pseudonymous(token, known.pseudonym().toString()))
                    .build();
        } catch (RuntimeException e) {
            LOG.debugf("a person remains a stranger: %s", e.getMessage());
            return identity;
        }
    }

    /** A person's token, whose subject is their pseudonym. */
    private record Pseudonymous(JsonWebToken token, String pseudonym) implements JsonWebToken {

        @Override
        public String getName() {
            return pseudonym;
        }

        @Override
        public Set<String> getClaimNames() {
            return token.getClaimNames();
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T getClaim(String name) {
            return name.equals(Claims.sub.name()) ? (T) pseudonym : token.getClaim(name);
        }
    }
}
