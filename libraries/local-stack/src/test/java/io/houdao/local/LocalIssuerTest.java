package io.houdao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIssuerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void anotherIssuersKeyDoesNotVerifyItsTokens() {
        var token = issuer(directory.resolve("ours")).token("li", Set.of("person"), Map.of());
        var theirs = issuer(directory.resolve("theirs"));

        assertThatThrownBy(() -> verify(token, theirs)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void aTokenSaysWhoMayDoWhatAndForHowLong() throws Exception {
        var issuer = issuer(directory);

        var claims = verify(issuer.token("mei", Set.of("advertiser"), Map.of("advertiser", "a-1")), issuer);

        assertThat(claims.getIssuer()).isEqualTo("https://issuer.houdao.local");
        assertThat(claims.getSubject()).isEqualTo("mei");
        assertThat(claims.getStringListClaimValue("groups")).isEqualTo(List.of("advertiser"));
        assertThat(claims.getStringClaimValue("advertiser")).isEqualTo("a-1");
        assertThat(claims.getExpirationTime()).isEqualTo(at(NOON.plus(LocalIssuer.SHORT)));
    }

    @Test
    void aTokenWithANegativeLifetimeHasExpired() throws Exception {
        var issuer = issuer(directory);

        var claims = verify(issuer.token("mei", Set.of("person"), Map.of(), Duration.ofMinutes(-5)), issuer);

        assertThat(claims.getExpirationTime()).isEqualTo(at(NOON.minus(Duration.ofMinutes(5))));
    }

    @Test
    void theKeysAreMadeOnceAndTheSecretOneIsItsOwnersAlone() throws Exception {
        var token = issuer(directory).token("mei", Set.of("person"), Map.of());

        var sameKeys = issuer(directory);

        assertThat(verify(token, sameKeys).getSubject()).isEqualTo("mei");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("private.pem"))))
                .isEqualTo("rw-------");
    }

    private static LocalIssuer issuer(Path directory) {
        return LocalIssuer.in(directory, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    /** Time is not what this looks at: the issuer's clock stands still. */
    private static JwtClaims verify(String token, LocalIssuer issuer) throws Exception {
        return new JwtConsumerBuilder()
                .setEvaluationTime(at(NOON.minus(Duration.ofDays(1))))
                .setVerificationKey(publicKey(issuer))
                .build()
                .processToClaims(token);
    }

    private static NumericDate at(Instant instant) {
        return NumericDate.fromSeconds(instant.getEpochSecond());
    }

    private static PublicKey publicKey(LocalIssuer issuer) throws Exception {
        var base64 = Files.readString(issuer.publicKeyFile()).replaceAll("-----[A-Z ]+-----", "");
        var bytes = Base64.getMimeDecoder().decode(base64);
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
    }
}
