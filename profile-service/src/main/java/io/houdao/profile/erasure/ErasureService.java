package io.houdao.profile.erasure;

import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.UUID;

/** Forgets people. */
@ApplicationScoped
class ErasureService {

    private final Projections projections;
    private final Erasures erasures;
    private final EntityManager entities;
    private final Clock clock;

    ErasureService(Projections projections, Erasures erasures, EntityManager entities, Clock clock) {
        this.projections = projections;
        this.erasures = erasures;
        this.entities = entities;
        this.clock = clock;
    }

    /** Removes every row about {@code person}, history too, and tells everyone to forget them. */
    void forget(UUID person) {
        projections.changing(person, () -> {
            delete("delete from person where id = ?1", person);
            delete("delete from idempotency_key where principal = ?1", person.toString());
            delete("delete from idempotency_key where location like ?1", "/v1/people/" + person + "%");
            projections.forget(person);
            erasures.add(person, clock.instant());
            return person;
        });
    }

    private void delete(String sql, Object what) {
        entities.createNativeQuery(sql).setParameter(1, what).executeUpdate();
    }
}
