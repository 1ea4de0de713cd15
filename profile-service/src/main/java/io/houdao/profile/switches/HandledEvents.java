package io.houdao.profile.switches;

import io.houdao.contracts.feedback.ExperienceEvent.Mute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Which events already had their effect; events come at least once. */
@ApplicationScoped
class HandledEvents {

    private final EntityManager entities;

    HandledEvents(EntityManager entities) {
        this.entities = entities;
    }

    /** Whether this one did not, which is true once: from now on it did. */
    boolean isNew(UUID person, Mute mute) {
        return entities.createNativeQuery("""
                                insert into handled_event (decision_id, kind, person_id) values (?1, 'mute', ?2)
                                on conflict do nothing""")
                        .setParameter(1, mute.showing().decisionId().value())
                        .setParameter(2, person)
                        .executeUpdate()
                == 1;
    }
}
