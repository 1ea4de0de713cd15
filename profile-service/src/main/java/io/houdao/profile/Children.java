package io.houdao.profile;

import io.houdao.profile.projection.Childhood;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Sees to it that nothing is kept of whoever turns out to be a child, and that what they said yes to while they were taken for
 * an adult is no yes: it must not become one when they turn fourteen.
 */
@ApplicationScoped
public class Children {

    /** {@code ?2} is when the youngest adult was born. */
    private static final List<String> FORGET = List.of(
            "delete from tag using person where person.id = any (?1) and birth_date > ?2 and person_id = person.id",
            """
            delete from tag_evidence using device, person
            where person.id = any (?1) and birth_date > ?2 and owner_id = person.id and device_id = device.id""");

    private static final String TAKE_BACK = """
            with ended as (
                update permission
                set decision = 'REVOKED', decided_by = 'CORRECTION', decided_at = ?3, expires_at = null
                from person
                where person.id = any (?1) and birth_date > ?2 and person_id = person.id and decision = 'GRANTED'
                returning permission.*)
            insert into permission_change (person_id, source, data_kind, surface, purpose, decision, text_version,
                                           decided_by, decided_at)
            select person_id, source, data_kind, surface, purpose, decision, text_version, decided_by, decided_at
            from ended""";

    private final EntityManager entities;
    private final Clock clock;

    Children(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Does so for those of {@code people} who are children by now; the caller holds them. */
    public void forgetThoseAmong(Collection<UUID> people) {
        var ids = people.toArray(UUID[]::new);
        var youngestAdult = Childhood.youngestAdult(LocalDate.now(clock));
        for (var sql : FORGET) {
            entities.createNativeQuery(sql)
                    .setParameter(1, ids)
                    .setParameter(2, youngestAdult)
                    .executeUpdate();
        }
        entities.createNativeQuery(TAKE_BACK)
                .setParameter(1, ids)
                .setParameter(2, youngestAdult)
                .setParameter(3, clock.instant())
                .executeUpdate();
    }
}
