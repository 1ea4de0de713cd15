package io.houdao.profile.projection;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Republishes what time alone has changed: a tag, a mute or a permission expired, a guest left, a child turned fourteen. Several replicas may sweep at
 * once: whoever comes second finds nothing to change.
 */
@ApplicationScoped
class Sweep {

    private static final int BATCH = 200;

    /** A yes that ended is a no, as of its end; only the person's own word opens the cell again. */
    private static final String END_YESES = """
            with ended as (
                update permission
                set decision = 'REVOKED', decided_by = 'EXPIRY', decided_at = expires_at, expires_at = null
                where person_id in (?1) and decision = 'GRANTED' and expires_at <= ?2
                returning *)
            insert into permission_change (person_id, source, data_kind, surface, purpose, decision, text_version,
                                           decided_by, decided_at)
            select person_id, source, data_kind, surface, purpose, decision, text_version, decided_by, decided_at
            from ended""";

    private final Projections projections;
    private final EntityManager entities;
    private final Clock clock;

    Sweep(Projections projections, EntityManager entities, Clock clock) {
        this.projections = projections;
        this.entities = entities;
        this.clock = clock;
    }

    @Scheduled(every = "${houdao.profile.sweep-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        forgetGuests();
        List<UUID> due;
        do {
            due = projections.due(BATCH);
            expire(due);
        } while (due.size() == BATCH);
    }

    /** They count no more since their time was up; now it is forgotten that they were there. */
    @Transactional
    void forgetGuests() {
        entities.createNativeQuery("delete from guest where until <= ?1")
                .setParameter(1, clock.instant())
                .executeUpdate();
    }

    private void expire(List<UUID> people) {
        if (!people.isEmpty()) {
            projections.changing(people, Set.of(), held -> {
                update(END_YESES, people);
                update("delete from tag where person_id in (?1) and expires_at <= ?2", people);
                update("delete from muted_touchpoint where person_id in (?1) and until <= ?2", people);
                update("delete from removed_tag where person_id in (?1) and until <= ?2", people);
                return people.size();
            });
        }
    }

    private void update(String sql, List<UUID> people) {
        entities.createNativeQuery(sql)
                .setParameter(1, people)
                .setParameter(2, clock.instant())
                .executeUpdate();
    }
}
