package io.houdao.profile.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who was forgotten, kept so that it proves the fact and does not name the person. */
@ApplicationScoped
public class Erasures {

    private final EntityManager entities;

    Erasures(EntityManager entities) {
        this.entities = entities;
    }

    /** Whether there was a person {@code id} who asked to be forgotten. */
    public boolean wasForgotten(UUID id) {
        return !forgotten(List.of(id)).isEmpty();
    }

    /** Those of {@code ids} who asked to be forgotten. */
    public Set<UUID> forgotten(Collection<UUID> ids) {
        var idByHash = ids.stream().collect(Collectors.toMap(id -> key(hash(id)), Function.identity(), (a, b) -> a));
        var hashes = ids.stream().map(Erasures::hash).toList();
        var found = entities.createNativeQuery(
                        "select person_hash from erasure where person_hash in (?1)", byte[].class)
                .setParameter(1, hashes)
                .getResultList();
        return found(found, idByHash);
    }

    private static Set<UUID> found(List<?> hashes, Map<String, UUID> idByHash) {
        var people = new HashSet<UUID>();
        hashes.forEach(hash -> people.add(idByHash.get(key((byte[]) hash))));
        return people;
    }

    void add(UUID id, Instant now) {
        entities.createNativeQuery("insert into erasure (person_hash, erased_at) values (?1, ?2)")
                .setParameter(1, hash(id))
                .setParameter(2, now)
                .executeUpdate();
    }

    private static String key(byte[] hash) {
        return new String(hash, StandardCharsets.ISO_8859_1);
    }

    /** An id is random, 122 bits: nobody can find it by trying. */
    private static byte[] hash(UUID id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
