package io.houdao.profile.household;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who is where for a while. */
@ApplicationScoped
class Guests {

    private final EntityManager entities;

    Guests(EntityManager entities) {
        this.entities = entities;
    }

    /** Those who are there at {@code now}, by id. */
    List<Guest> of(UUID household, Instant now) {
        return entities.createNativeQuery(
                        "select person_id, until from guest where household_id = ?1 and until > ?2 order by person_id")
                .setParameter(1, household)
                .setParameter(2, now)
                .getResultStream()
                .map(row -> Guest.of((Object[]) row))
                .toList();
    }

    /** Is there until {@code until}, whatever was said before. */
    void put(UUID household, UUID person, Instant until) {
        entities.createNativeQuery("""
                        insert into guest (household_id, person_id, until) values (?1, ?2, ?3)
                        on conflict (household_id, person_id) do update set until = excluded.until""")
                .setParameter(1, household)
                .setParameter(2, person)
                .setParameter(3, until)
                .executeUpdate();
    }

    /** Whether they were there until now. */
    boolean remove(UUID household, UUID person) {
        return entities.createNativeQuery("delete from guest where household_id = ?1 and person_id = ?2")
                        .setParameter(1, household)
                        .setParameter(2, person)
                        .executeUpdate()
                == 1;
    }

    /** Someone who lives elsewhere and is there until just before {@code until}. */
    record Guest(UUID personId, Instant until) {

        private static Guest of(Object[] row) {
            return new Guest((UUID) row[0], (Instant) row[1]);
        }
    }
}
