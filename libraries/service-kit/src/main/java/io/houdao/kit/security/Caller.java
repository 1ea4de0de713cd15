package io.houdao.kit.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who sent the request: what their token says, already verified. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The token's subject; {@code anonymous} where there is no token. */
    public String name() {
        return token().map(JsonWebToken::getSubject).orElse("anonymous");
    }

    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /** Whether the token's subject is {@code id}. */
    public boolean is(Object id) {
        return name().equals(id.toString());
    }

    /** The token's subject as an id; empty where it is not a UUID. */
    public Optional<UUID> id() {
        return uuid(name());
    }

    /** A claim of the token that holds text. */
    public Optional<String> claim(String name) {
        return token().map(token -> token.<Object>getClaim(name)).map(Object::toString);
    }

    /** A claim of the token that holds an id; empty where it does not. */
    public Optional<UUID> idClaim(String name) {
        return claim(name).flatMap(Caller::uuid);
    }

    private Optional<JsonWebToken> token() {
        return identity.getPrincipal() instanceof JsonWebToken token ? Optional.of(token) : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
