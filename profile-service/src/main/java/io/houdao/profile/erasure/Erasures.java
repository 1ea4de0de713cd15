package io.houdao.profile.erasure;

import io.houdao.contracts.profile.ErasureEvent.Confirmed;
import io.houdao.kit.problem.DatabaseProblems;
import io.houdao.profile.copy.Rows;
import io.houdao.profile.erasure.Certificate.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Who was forgotten, kept so that it proves the fact and does not name the person. */
@ApplicationScoped
public class Erasures {

    private final DataSource database;
    private final EntityManager entities;
    /** Whose confirmation is awaited. */
    private final List<String> services;

    Erasures(
            DataSource database,
            EntityManager entities,
            @ConfigProperty(name = "houdao.erasure.services") List<String> services) {
        this.database = database;
        this.entities = entities;
        this.services = List.copyOf(services);
    }

    /** Whether there was a person {@code id} who asked to be forgotten, or who has another id since a merge. */
    public boolean wasForgotten(UUID id) {
        return !forgotten(List.of(id)).isEmpty();
    }

    /** Those of {@code ids} who asked to be forgotten, or who have another id since a merge. */
    public Set<UUID> forgotten(Collection<UUID> ids) {
        var gone = erased(ids);
        gone.addAll(merged(ids));
        return gone;
    }

    /* Who was split off again has their former names themselves. */
    private List<UUID> merged(Collection<UUID> ids) {
        return entities.createNativeQuery(
                        "select former_id from former_name where former_id = any (?1) and person_id <> former_id")
                .setParameter(1, ids.toArray(UUID[]::new))
                .getResultList();
    }

    private Set<UUID> erased(Collection<UUID> ids) {
        var idByHash = ids.stream().collect(Collectors.toMap(id -> key(hash(id)), Function.identity(), (a, b) -> a));
        var hashes = ids.stream().map(Erasures::hash).toArray(byte[][]::new);
        var found = entities.createNativeQuery("select person_hash from erasure where person_hash = any (?1)")
                .setParameter(1, hashes)
                .getResultList();
        return found(found, idByHash);
    }

    private static Set<UUID> found(List<?> hashes, Map<String, UUID> idByHash) {
        var people = new HashSet<UUID>();
        hashes.forEach(hash -> people.add(idByHash.get(key((byte[]) hash))));
        return people;
    }

    /**
     * Opens the erasure of {@code person}.
     *
     * @param here what was deleted in this service
     * @return its id
     */
    UUID add(UUID person, String askedBy, UUID pseudonym, Set<UUID> devices, Confirmed here, Instant now) {
        var id = (UUID) entities.createNativeQuery("""
                        insert into erasure (person_hash, erased_at, asked_by, pseudonym, device_ids)
                        values (?1, ?2, ?3, ?4, ?5) returning id""")
                .setParameter(1, hash(person))
                .setParameter(2, now)
                .setParameter(3, askedBy)
                .setParameter(4, pseudonym)
                .setParameter(5, devices.toArray(UUID[]::new))
                .getSingleResult();
        addPlaces(id, here);
        return id;
    }

    /** Opens the part of erasure {@code whole} that is about a name which the person had before a merge. */
    void addPart(UUID whole, FormerName name) {
        entities.createNativeQuery("""
                        insert into erasure (person_hash, erased_at, asked_by, pseudonym, part_of)
                        select ?2, erased_at, asked_by, ?3, id from erasure where id = ?1""")
                .setParameter(1, whole)
                .setParameter(2, hash(name.id()))
                .setParameter(3, name.pseudonym())
                .executeUpdate();
    }

    /** Adds what a service deleted, and completes the erasure where it was the last. */
    void confirm(Confirmed confirmed) {
        if (!services.contains(confirmed.service()) || isUnknown(confirmed.erasureId())) {
            throw new IllegalArgumentException("a confirmation of no erasure, or by no service that was asked");
        }
        addPlaces(confirmed.erasureId(), confirmed);
        entities.createNativeQuery("""
                        update erasure set completed_at = ?2
                        where id = ?1 and completed_at is null and ?3 = (
                            select count(distinct service) from erasure_place
                            where erasure_id = ?1 and service <> 'profile-service')""")
                .setParameter(1, confirmed.erasureId())
                .setParameter(2, confirmed.confirmedAt())
                .setParameter(3, services.size())
                .executeUpdate();
    }

    private boolean isUnknown(UUID erasure) {
        return entities.createNativeQuery("select id from erasure where id = ?1 for update")
                .setParameter(1, erasure)
                .getResultList()
                .isEmpty();
    }

    /** A service that is asked again finds nothing more as a rule: the larger count is what it deleted. */
    private void addPlaces(UUID erasure, Confirmed by) {
        var rows = new Rows("text", "bigint", "timestamptz");
        by.places().forEach(place -> rows.add(place.name(), place.deleted(), place.goneBy()));
        try (var connection = database.getConnection()) {
            rows.run(connection, """
                    insert into erasure_place (erasure_id, service, at, place, deleted, gone_by)
                    select ?, ?, ?, place, max(deleted), max(gone_by)
                    from unnest(?, ?, ?) as line (place, deleted, gone_by) group by place
                    on conflict (erasure_id, service, place) do update
                    set deleted = greatest(erasure_place.deleted, excluded.deleted)""", erasure, by.service(), by.confirmedAt().atOffset(ZoneOffset.UTC));
        } catch (SQLException e) {
            throw DatabaseProblems.of("cannot note what was deleted", e);
        }
    }

    /** The certificate for whoever had this id, if they were forgotten. */
    Optional<Certificate> certificate(UUID person) {
        return entities.createNativeQuery("""
                        select whole.id, whole.asked_by, whole.erased_at,
                            case when bool_and(part.completed_at is not null) then max(part.completed_at) end
                        from erasure whole join erasure part on part.id = whole.id or part.part_of = whole.id
                        where whole.person_hash = ?1 group by whole.person_hash""")
                .setParameter(1, hash(person))
                .getResultStream()
                .findFirst()
                .map(row -> certificate((Object[]) row));
    }

    private Certificate certificate(@Nullable Object[] row) {
        var id = (UUID) Objects.requireNonNull(row[0]);
        return new Certificate(
                id,
                String.valueOf(row[1]),
                (Instant) Objects.requireNonNull(row[2]),
                (Instant) row[3],
                services.stream().filter(service -> isMissing(id, service)).toList(),
                places(id));
    }

    private boolean isMissing(UUID erasure, String service) {
        return !entities.createNativeQuery("""
                        select id from erasure part where (id = ?1 or part_of = ?1) and not exists (
                            select 1 from erasure_place where erasure_id = part.id and service = ?2)""")
                .setParameter(1, erasure)
                .setParameter(2, service)
                .getResultList()
                .isEmpty();
    }

    private List<Entry> places(UUID erasure) {
        return entities.createNativeQuery("""
                        select service, place, sum(deleted), max(gone_by), max(at) from erasure_place
                        where erasure_id in (select id from erasure where id = ?1 or part_of = ?1)
                        group by service, place order by max(at), service, place""")
                .setParameter(1, erasure)
                .getResultStream()
                .map(found -> entry((Object[]) found))
                .toList();
    }

    private static Entry entry(@Nullable Object[] row) {
        return new Entry(
                String.valueOf(row[0]),
                String.valueOf(row[1]),
                ((Number) Objects.requireNonNull(row[2])).longValue(),
                (Instant) row[3],
                (Instant) Objects.requireNonNull(row[4]));
    }

    /**
     * A name that someone had before a merge.
     *
     * @param id their own id then; the pseudonym, where that id is still or again theirs
     */
    record FormerName(UUID id, UUID pseudonym) {}

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
