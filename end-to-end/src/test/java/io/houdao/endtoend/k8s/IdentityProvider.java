package io.houdao.endtoend.k8s;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Signs tokens as an OpenID provider such as Keycloak does, and tells its public keys to who asks (RFC 7517). */
final class IdentityProvider implements AutoCloseable {

    private final HttpServer server;
    private final String issuer;
    private volatile RsaJsonWebKey key = newKey();

    /** Signs in the name of {@code issuer}. */
    IdentityProvider(String issuer) throws IOException {
        this.issuer = issuer;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/certs", exchange -> {
            var keys = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    private static RsaJsonWebKey newKey() {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(UUID.randomUUID().toString());
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the public keys are. */
    String keys() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/certs";
    }

    /** Signs with a new key from now on, and tells nobody of the one before any more. */
    void rotate() {
        key = newKey();
    }

    /** A token for {@code audience}, with {@code claims} besides the usual ones. */
    String token(String audience, Map<String, Object> claims) {
        return sign(key, audience, claims);
    }

    /** The same, signed by someone who knows the name of the key alone. */
    String forged(String audience, Map<String, Object> claims) {
        var own = newKey();
        own.setKeyId(key.getKeyId());
        return sign(own, audience, claims);
    }

    private String sign(RsaJsonWebKey with, String audience, Map<String, Object> claims) {
        var all = new JwtClaims();
        all.setIssuer(issuer);
        all.setSubject(UUID.randomUUID().toString());
        all.setAudience(audience);
        all.setIssuedAtToNow();
        all.setExpirationTimeMinutesInTheFuture(30);
        claims.forEach(all::setClaim);
        var token = new JsonWebSignature();
        token.setPayload(all.toJson());
        token.setKey(with.getPrivateKey());
        token.setKeyIdHeaderValue(with.getKeyId());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claim in which Keycloak names roles. */
    static Map<String, Object> roles(String... roles) {
        return Map.of("realm_access", Map.of("roles", List.of(roles)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
