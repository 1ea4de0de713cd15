package io.houdao.profile;

import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Which agents looked at whom, and why. Written before anything is shown; a person may read what is about them. */
@ApplicationScoped
public class AgentAccesses {

    private final EntityManager entities;
    private final Clock clock;

    AgentAccesses(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Notes that {@code agent} is about to do {@code action} to {@code person}; kept even if that fails.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if there is no such person
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void note(UUID person, String agent, String action, String reason) {
        if (!insert(person, agent, action, reason)) {
            throw Problems.notFound("person", person);
        }
    }

    /** The same for someone who may not be there: then there is nothing to note. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void noteIfThere(UUID person, String agent, String action, String reason) {
        insert(person, agent, action, reason);
    }

    private boolean insert(UUID person, String agent, String action, String reason) {
        return entities.createNativeQuery("""
                        insert into agent_access (person_id, agent, action, reason, at)
                        select id, ?2, ?3, ?4, ?5 from person where id = ?1 for key share""")
                        .setParameter(1, person)
                        .setParameter(2, agent)
                        .setParameter(3, action)
                        .setParameter(4, reason)
                        .setParameter(5, clock.instant())
                        .executeUpdate()
                == 1;
    }

    /** Notes that an agent asked for, or read the certificate of, an erasure. It names nobody, and so it stays. */
    @Transactional(Transactional.TxType.REQUIRED)
    public void noteErasure(UUID erasure, String agent, String action, String reason) {
        entities.createNativeQuery(
                        "insert into agent_access (erasure_id, agent, action, reason, at) values (?1, ?2, ?3, ?4, ?5)")
                .setParameter(1, erasure)
                .setParameter(2, agent)
                .setParameter(3, action)
                .setParameter(4, reason)
                .setParameter(5, clock.instant())
                .executeUpdate();
    }

    /** The last two hundred times that an agent looked at {@code person}, newest first. */
    @Transactional
    List<AgentAccess> of(UUID person) {
        return entities.createNativeQuery(
                        "select agent, action, reason, at from agent_access where person_id = ?1 order by id desc limit 200")
                .setParameter(1, person)
                .getResultStream()
                .map(row -> AgentAccess.of((Object[]) row))
                .toList();
    }

    /** One look. */
    record AgentAccess(String agent, String action, String reason, Instant at) {

        private static AgentAccess of(Object[] row) {
            var at = row[3] instanceof OffsetDateTime time ? time.toInstant() : (Instant) row[3];
            return new AgentAccess((String) row[0], (String) row[1], (String) row[2], at);
        }
    }
}
