package io.houdao.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies each token once, and then remembers what it says: whoever asks shows the same token each time, and checking
 * its signature costs more than many an answer. Bounded; never past the token's expiry, and never longer than a few minutes,
 * after which a key that was withdrawn holds no more.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class VerifiedTokens extends JWTCallerPrincipalFactory {

    private final JWTCallerPrincipalFactory verification;
    private final Cache<String, Verified> verified;
    private final long most;
    private final Counter verifications;
    private final Clock clock;

    /* Whoever issues tokens goes by the clock on the wall, whatever time it is for the service. */
    @Inject
    VerifiedTokens(TokenSettings settings, MeterRegistry meters) {
        this(new DefaultJWTCallerPrincipalFactory(), settings, meters, Clock.systemUTC());
    }

    VerifiedTokens(JWTCallerPrincipalFactory verification, TokenSettings settings, MeterRegistry meters, Clock clock) {
        this.verification = verification;
        this.most = settings.remembered();
        // A bound of its own would go by looks, each of which moves an entry in memory that the collector then visits.
        this.verified =
                Caffeine.newBuilder().expireAfterWrite(settings.rememberedFor()).build();
        this.verifications = meters.counter("houdao.tokens.verifications");
        this.clock = clock;
    }

    /** What the token says; refuses it where it is not genuine, is for others, or has expired. */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        var known = known(token);
        if (known != null) {
            return known.principal();
        }
        verifications.increment();
        var principal = verification.parse(token, context);
        var expiresAt = principal.getExpirationTime() + context.getClockSkew();
        var fresh = new Verified(principal, device(principal), Instant.ofEpochSecond(expiresAt));
        if (fresh.hasExpired(clock.instant())) {
            throw new ParseException("the token expired at " + fresh.expiresAt());
        }
        remember(token, fresh);
        return principal;
    }

    /* In place of the oldest, where there are too many. */
    private void remember(String token, Verified fresh) {
        if (verified.estimatedSize() >= most) {
            verified.policy()
                    .expireAfterWrite()
                    .orElseThrow()
                    .oldest(1)
                    .keySet()
                    .forEach(verified::invalidate);
        }
        verified.put(token, fresh);
    }

    /** Whose token it is, where it is known to be a device's; null where it may be anybody's. */
    @Nullable
    SecurityIdentity device(String token) {
        var known = known(token);
        return known == null ? null : known.device();
    }

    private @Nullable Verified known(String token) {
        var known = verified.getIfPresent(token);
        return known == null || known.hasExpired(clock.instant()) ? null : known;
    }

    private static @Nullable SecurityIdentity device(JWTCallerPrincipal principal) {
        return principal.getGroups().equals(Set.of(Roles.DEVICE))
                ? QuarkusSecurityIdentity.builder()
                        .setPrincipal(principal)
                        .addRoles(principal.getGroups())
                        .build()
                : null;
    }

    private record Verified(
            JWTCallerPrincipal principal, @Nullable SecurityIdentity device, Instant expiresAt) {

        boolean hasExpired(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }
}
