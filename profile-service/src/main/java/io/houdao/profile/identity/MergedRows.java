package io.houdao.profile.identity;

import io.houdao.profile.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is kept of one person becomes another's, the stricter of two wherever both have something. */
@ApplicationScoped
class MergedRows {

    /** A yes of only one of them is no yes. Only the person opens such a cell again: not even an import does. */
    private static final String CLOSE_WHAT_NOT_BOTH_GRANTED = """
            with closed as (
                insert into permission (person_id, source, data_kind, surface, purpose, decision, text_version,
                                        decided_by, decided_at)
                select cast(:into as uuid), source, data_kind, surface, purpose,
                       case when bool_or(decision = 'DENIED') then 'DENIED' else 'REVOKED' end, 'merge',
                       'MERGE', cast(:now as timestamptz)
                from permission where person_id in (:from, :into)
                group by source, data_kind, surface, purpose
                having count(*) filter (where decision = 'GRANTED') < 2
                on conflict (person_id, source, data_kind, surface, purpose) do update
                set decision = excluded.decision, text_version = excluded.text_version,
                    decided_by = excluded.decided_by, decided_at = excluded.decided_at, expires_at = null
                returning *)
            insert into permission_change (person_id, source, data_kind, surface, purpose, decision, text_version,
                                           decided_by, decided_at)
            select person_id, source, data_kind, surface, purpose, decision, text_version, decided_by, decided_at
            from closed""";

    private static final String REMEMBER_NAME = """
            insert into former_name (pseudonym, former_id, person_id, merged_at)
            select pseudonym, id, :into, :now from person where id = :from""";

    /** What {@code :from} was answered: it names them, and nobody can ask for it any more. A 0 comes after a slash. */
    private static final String FORGET_ANSWERS = """
            delete from idempotency_key
            where principal = cast(:from as text)
               or location collate "C" between '/v1/people/' || cast(:from as text)
                                           and '/v1/people/' || cast(:from as text) || '0'""";

    /** In this order; {@code :from} becomes part of {@code :into}. */
    private static final List<String> MOVES = List.of(
            "update permission_change set person_id = :into where person_id = :from",
            CLOSE_WHAT_NOT_BOTH_GRANTED,
            """
            update permission mine set expires_at = least(mine.expires_at, theirs.expires_at) from permission theirs
            where mine.person_id = :into and theirs.person_id = :from and mine.decision = 'GRANTED'
              and (mine.source, mine.data_kind, mine.surface, mine.purpose)
                  = (theirs.source, theirs.data_kind, theirs.surface, theirs.purpose)""",
            "delete from permission where person_id = :from",
            """
            update tag mine set expires_at = greatest(mine.expires_at, theirs.expires_at) from tag theirs
            where mine.person_id = :into and theirs.person_id = :from and mine.device_id is null and theirs.device_id is null
              and (mine.domain, mine.value, mine.source) = (theirs.domain, theirs.value, theirs.source)""",
            """
            delete from tag theirs using tag mine
            where mine.person_id = :into and theirs.person_id = :from and mine.device_id is null and theirs.device_id is null
              and (mine.domain, mine.value, mine.source) = (theirs.domain, theirs.value, theirs.source)""",
            "update tag set person_id = :into where person_id = :from",
            """
            insert into removed_tag (person_id, domain, value, until)
            select :into, domain, value, until from removed_tag where person_id = :from
            on conflict (person_id, domain, value) do update set until = greatest(removed_tag.until, excluded.until)""",
            """
            delete from tag using removed_tag removed
            where tag.person_id = :into and removed.person_id = :into and removed.until > :now
              and (tag.domain, tag.value) = (removed.domain, removed.value)""",
            "update device set owner_id = :into where owner_id = :from",
            "update handled_event set person_id = :into where person_id = :from",
            "update agent_access set person_id = :into where person_id = :from",
            """
            insert into guest (household_id, person_id, until)
            select household_id, :into, until from guest where person_id = :from
            on conflict (household_id, person_id) do update set until = greatest(guest.until, excluded.until)""",
            "update former_name set person_id = :into where person_id = :from",
            REMEMBER_NAME,
            FORGET_ANSWERS);

    private final EntityManager entities;

    MergedRows(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Makes all that is kept of {@code from} the other's, but for who they are and what they switched off. From its first
     * statement on nothing more is noted about {@code from}, which would go with them.
     */
    void move(Person from, UUID into, Instant now) {
        entities.createNativeQuery("select id from person where id = ?1 for update")
                .setParameter(1, from.id())
                .getResultList();
        var parameters = Map.of("from", from.id(), "into", into, "now", now);
        MOVES.forEach(move -> run(move, parameters));
    }

    private void run(String move, Map<String, ?> parameters) {
        var query = entities.createNativeQuery(move);
        parameters.forEach((name, value) -> {
            if (move.contains(":" + name)) {
                query.setParameter(name, value);
            }
        });
        query.executeUpdate();
    }
}
