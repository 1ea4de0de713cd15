package io.houdao.endtoend.driver;

import io.houdao.local.LocalIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who the callers are: a token for each, signed by the local issuer and signed again before it expires. */
public final class Identities {

    private static final Duration FRESH = LocalIssuer.SHORT.dividedBy(2);

    private final LocalIssuer issuer;
    private final Map<String, Signed> signedByHolder = new ConcurrentHashMap<>();

    public Identities(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    /** Runs the platform; answers for no team. */
    public Token operator() {
        return token("operator", "operator", "operator-li", Map.of());
    }

    /** An operator who speaks for the product team that owns some slots. */
    public Token operatorOf(String team) {
        return token("operator of " + team, "operator", "operator-" + team, Map.of("team", team));
    }

    /** A reviewer who is employed by no advertiser. */
    public Token reviewer() {
        return token("reviewer", "reviewer", "reviewer-sun", Map.of());
    }

    public Token agent() {
        return token("agent", "agent", "agent-he", Map.of());
    }

    public Token advertiser(UUID advertiserId) {
        return token(
                "advertiser " + brief(advertiserId),
                "advertiser",
                "member-of-" + advertiserId,
                Map.of("advertiser", advertiserId.toString()));
    }

    public Token person(UUID personId) {
        return token("person " + brief(personId), "person", personId.toString(), Map.of());
    }

    public Token device(UUID deviceId) {
        return token("device " + brief(deviceId), "device", deviceId.toString(), Map.of());
    }

    /** The same caller with a token that lasts long enough to be copied from a terminal. */
    public Token lasting(String role, String subject, Map<String, Object> claims) {
        return new Token(role, issuer.token(subject, Set.of(role), claims, LocalIssuer.LONG));
    }

    private Token token(String holder, String role, String subject, Map<String, Object> claims) {
        var now = Instant.now();
        var key = role + "/" + subject;
        var signed = signedByHolder.get(key);
        if (signed == null || signed.staleAt().isBefore(now)) {
            var jwt = issuer.token(subject, Set.of(role), claims);
            signed = new Signed(new Token(holder, jwt), now.plus(FRESH));
            signedByHolder.put(key, signed);
        }
        return signed.token();
    }

    private static String brief(UUID id) {
        return id.toString().substring(0, 8);
    }

    private record Signed(Token token, Instant staleAt) {}
}
