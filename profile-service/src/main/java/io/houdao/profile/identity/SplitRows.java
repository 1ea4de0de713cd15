package io.houdao.profile.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** What goes along with somebody who was taken for a person. */
@ApplicationScoped
class SplitRows {

    private final EntityManager entities;

    SplitRows(EntityManager entities) {
        this.entities = entities;
    }

    /** Whether {@code id} was an id of {@code person} before a merge. */
    boolean wasOf(UUID person, UUID id) {
        return !entities.createNativeQuery("select former_id from former_name where person_id = ?1 and former_id = ?2")
                .setParameter(1, person)
                .setParameter(2, id)
                .getResultList()
                .isEmpty();
    }

    /** Lets {@code next} have their old names back, and keeps away from them too what {@code person} removed. */
    void follow(UUID person, UUID next) {
        entities.createNativeQuery("update former_name set person_id = ?2 where person_id = ?1 and former_id = ?2")
                .setParameter(1, person)
                .setParameter(2, next)
                .executeUpdate();
        entities.createNativeQuery("""
                        insert into removed_tag (person_id, domain, value, until)
                        select ?2, domain, value, until from removed_tag where person_id = ?1""")
                .setParameter(1, person)
                .setParameter(2, next)
                .executeUpdate();
    }
}
