package io.houdao.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

/**
 * Verifies each token once, and then remembers what it says: whoever asks shows the same token each time, and checking
 * its signature costs more than many an answer. Bounded; by the hash of the token, so that no token can be read from memory;
 * never past the token's expiry, and never longer than a few minutes, after which a key that was withdrawn holds no more.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class VerifiedTokens extends JWTCallerPrincipalFactory {

    private final JWTCallerPrincipalFactory verification;
    private final Cache<String, JWTCallerPrincipal> verified;
    private final Counter verifications;
    private final Clock clock;

    /* Whoever issues tokens goes by the clock on the wall, whatever time it is for the service. */
    @Inject
    VerifiedTokens(TokenSettings settings, MeterRegistry meters) {
        this(new DefaultJWTCallerPrincipalFactory(), settings, meters, Clock.systemUTC());
    }

    VerifiedTokens(JWTCallerPrincipalFactory verification, TokenSettings settings, MeterRegistry meters, Clock clock) {
        this.verification = verification;
        this.verified = Caffeine.newBuilder()
                .maximumSize(settings.remembered())
                .expireAfterWrite(settings.rememberedFor())
                .build();
        this.verifications = meters.counter("houdao.tokens.verifications");
        this.clock = clock;
    }

    /** What the token says; refuses it where it is not genuine, is for others, or has expired. */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        var hash = hash(token);
        var known = verified.getIfPresent(hash);
        if (known != null && !hasExpired(known, context)) {
            return known;
        }
        verifications.increment();
        var principal = verification.parse(token, context);
        if (hasExpired(principal, context)) {
            throw new ParseException("the token expired at " + Instant.ofEpochSecond(principal.getExpirationTime()));
        }
        verified.put(hash, principal);
        return principal;
    }

    private boolean hasExpired(JWTCallerPrincipal principal, JWTAuthContextInfo context) {
        return clock.instant().getEpochSecond() >= principal.getExpirationTime() + context.getClockSkew();
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM cannot make SHA-256", e);
        }
    }
}
