package io.houdao.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.local.LocalIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedTokensTest {

    @TempDir
    private Path keys;

    private final Verification verification = new Verification();
    private final MovingClock clock = new MovingClock();
    private final VerifiedTokens tokens =
            new VerifiedTokens(verification, settings(Map.of()), new SimpleMeterRegistry(), clock);
    private LocalIssuer issuer;
    private JWTAuthContextInfo context;

    @BeforeEach
    void makeKeys() throws Exception {
        issuer = LocalIssuer.in(keys);
        context = new JWTAuthContextInfo(publicKey(issuer.publicKeyFile()), LocalIssuer.ISSUER);
        context.setClockSkew(0);
    }

    @Test
    void aTokenThatHasExpiredIsRefusedAlthoughItIsRemembered() throws Exception {
        var token = tokenFor("tv", Duration.ofMinutes(10));
        tokens.parse(token, context);

        clock.ahead = Duration.ofMinutes(10);

        assertThatThrownBy(() -> tokens.parse(token, context)).isInstanceOf(ParseException.class);
        assertThat(tokens.device(token)).isNull();
    }

    @Test
    void aForgedTokenIsRefusedHoweverOftenItIsShown() throws Exception {
        var token = tokenFor("tv", Duration.ofMinutes(10));
        tokens.parse(token, context);
        var forged = token.substring(0, token.length() - 8) + "AAAAAAAA";

        assertThatThrownBy(() -> tokens.parse(forged, context)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> tokens.parse(forged, context)).isInstanceOf(ParseException.class);
        assertThat(verification.count).isEqualTo(3);
    }

    @Test
    void aTokenIsVerifiedOnceAndSaysTheSameAgain() throws Exception {
        var token = tokenFor("tv", Duration.ofMinutes(10));

        var first = tokens.parse(token, context);
        clock.ahead = Duration.ofMinutes(9);
        var again = tokens.parse(token, context);

        assertThat(again.getSubject()).isEqualTo("tv");
        assertThat(again).isSameAs(first);
        assertThat(tokens.parse(tokenFor("phone", Duration.ofMinutes(10)), context)
                        .getSubject())
                .isEqualTo("phone");
        assertThat(verification.count).isEqualTo(2);
    }

    @Test
    void theOldestIsForgottenWhereThereAreTooMany() throws Exception {
        var few = new VerifiedTokens(
                verification, settings(Map.of("houdao.tokens.remembered", "2")), new SimpleMeterRegistry(), clock);
        var tokensInTurn = List.of(
                tokenFor("tv", Duration.ofMinutes(10)),
                tokenFor("phone", Duration.ofMinutes(10)),
                tokenFor("fridge", Duration.ofMinutes(10)));

        for (var token : tokensInTurn) {
            few.parse(token, context);
        }

        assertThat(tokensInTurn).map(few::device).map(Objects::nonNull).containsExactly(false, true, true);
    }

    @Test
    void onlyADeviceIsKnownByItsTokenAlone() throws Exception {
        var device = tokenFor("tv", Duration.ofMinutes(10));
        var person = issuer.token("lin", Set.of("person"), Map.of(), Duration.ofMinutes(10));
        assertThat(tokens.device(device)).isNull();

        tokens.parse(device, context);
        tokens.parse(person, context);

        assertThat(tokens.device(device))
                .returns("tv", known -> known.getPrincipal().getName())
                .returns(Set.of("device"), known -> known.getRoles());
        assertThat(tokens.device(device.substring(0, device.length() - 8) + "AAAAAAAA"))
                .isNull();
        assertThat(tokens.device(person)).isNull();
    }

    private String tokenFor(String subject, Duration lifetime) {
        return issuer.token(subject, Set.of("device"), Map.of(), lifetime);
    }

    private static TokenSettings settings(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(set)
                .withMapping(TokenSettings.class)
                .build()
                .getConfigMapping(TokenSettings.class);
    }

    private static PublicKey publicKey(Path file) throws Exception {
        var base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        var bytes = Base64.getMimeDecoder().decode(base64);
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
    }

    /** The real verification, counted. */
    private static final class Verification extends JWTCallerPrincipalFactory {

        private final JWTCallerPrincipalFactory real = new DefaultJWTCallerPrincipalFactory();
        private int count;

        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
            count++;
            return real.parse(token, info);
        }
    }

    /** The system's clock, put ahead. */
    private static final class MovingClock extends Clock {

        private Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
