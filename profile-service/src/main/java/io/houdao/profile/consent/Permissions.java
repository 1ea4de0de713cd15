package io.houdao.profile.consent;

import io.houdao.contracts.DeviceKind;
import io.houdao.kit.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The store of {@link Permission}. */
@ApplicationScoped
class Permissions implements PanacheRepositoryBase<Permission, Long> {

    /* What is there already stays, and nothing is added to the history; a snapshot, it is read as it was before. */
    private static final String DECIDE = """
            with changed as (
                insert into permission (person_id, source, data_kind, surface, purpose, decision, text_version,
                                        decided_by, decided_at, expires_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'PERSON', ?8, cast(nullif(?9, '') as timestamptz))
                on conflict (person_id, source, data_kind, surface, purpose) do update
                set decision = excluded.decision, text_version = excluded.text_version,
                    decided_by = excluded.decided_by, decided_at = excluded.decided_at,
                    expires_at = excluded.expires_at
                where (permission.decision, permission.text_version, permission.decided_by, permission.expires_at)
                      is distinct from
                      (excluded.decision, excluded.text_version, excluded.decided_by, excluded.expires_at)
                returning *),
            told as (
                insert into permission_change (person_id, source, data_kind, surface, purpose, decision, text_version,
                                               decided_by, decided_at, expires_at)
                select person_id, source, data_kind, surface, purpose, decision, text_version, decided_by, decided_at,
                       expires_at
                from changed)
            select decided_at from changed
            union all
            select decided_at from permission
            where person_id = ?1 and source = ?2 and data_kind = ?3 and surface = ?4 and purpose = ?5
              and not exists (select from changed)""";

    /**
     * Takes what the person says to a cell, in one round trip, and adds it to the history unless they said the same before.
     *
     * @return when they said it
     */
    Instant decide(UUID person, PermissionBody said, Instant now) {
        return (Instant) getEntityManager()
                .createNativeQuery(DECIDE)
                .setParameter(1, person)
                .setParameter(2, said.source().name())
                .setParameter(3, said.dataKind())
                .setParameter(4, said.surface().name())
                .setParameter(5, said.purpose().name())
                .setParameter(6, said.decision().name())
                .setParameter(7, said.textVersion())
                .setParameter(8, now)
                .setParameter(9, Objects.toString(said.expiresAt(), ""))
                .getSingleResult();
    }

    List<Permission> granted(UUID person, DeviceKind surface) {
        return list("personId = ?1 and surface = ?2 and decision = ?3", person, surface.name(), Decision.GRANTED);
    }

    List<Permission> of(UUID person, int most, @Nullable Cursor after) {
        var position = after == null ? Long.valueOf(0) : after.as(Long::valueOf);
        return find("personId = ?1 and id > ?2 order by id", person, position)
                .page(Page.ofSize(most))
                .list();
    }
}
