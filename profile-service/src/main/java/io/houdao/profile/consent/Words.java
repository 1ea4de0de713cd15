package io.houdao.profile.consent;

import io.houdao.kit.problem.DatabaseProblems;
import io.houdao.profile.copy.Rows;
import io.houdao.profile.projection.Childhood;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Writes down what people say to their cells, in two statements for however many people. */
@ApplicationScoped
class Words {

    /* What is there already stays, and nothing is added to the history; a snapshot, it is read as it was before. */
    private static final String TAKE = """
            with said as (
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    as line (person_id, source, data_kind, surface, purpose, decision, text_version, expires_at)),
            changed as (
                insert into permission (person_id, source, data_kind, surface, purpose, decision, text_version,
                                        decided_by, decided_at, expires_at)
                select person_id, source, data_kind, surface, purpose, decision, text_version, 'PERSON', ?, expires_at
                from said
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
            select person_id, decided_at from changed
            union all
            select person_id, was.decided_at
            from said cross join lateral (
                select decided_at from permission
                where permission.person_id = said.person_id and permission.source = said.source
                  and permission.data_kind = said.data_kind and permission.surface = said.surface
                  and permission.purpose = said.purpose
                limit 1) as was
            where not exists (select from changed where changed.person_id = said.person_id)""";

    private final DataSource database;

    Words(DataSource database) {
        this.database = database;
    }

    /**
     * Takes what people say, each of them to one cell, and adds it to their history unless they said the same before. The
     * caller holds them.
     *
     * @return when they said it, by person
     */
    Map<UUID, Instant> take(List<Said> said, Instant now) {
        if (said.isEmpty()) {
            return Map.of();
        }
        var rows = new Rows("uuid", "text", "text", "text", "text", "text", "text", "timestamptz");
        said.forEach(one -> rows.add(
                one.person(),
                one.body().source().name(),
                one.body().dataKind(),
                one.body().surface().name(),
                one.body().purpose().name(),
                one.body().decision().name(),
                one.body().textVersion(),
                one.body().expiresAt()));
        var decidedAt = new HashMap<UUID, Instant>();
        try (var connection = database.getConnection();
                var take = rows.statement(connection, TAKE)) {
            take.setObject(9, now.atOffset(ZoneOffset.UTC));
            try (var row = take.executeQuery()) {
                while (row.next()) {
                    decidedAt.put(
                            row.getObject(1, UUID.class),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
            return decidedAt;
        } catch (SQLException e) {
            throw DatabaseProblems.of("cannot take what people say", e);
        }
    }

    /** Those of {@code people} who are children on {@code today}. */
    Set<UUID> children(Collection<UUID> people, LocalDate today) {
        if (people.isEmpty()) {
            return Set.of();
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select id, birth_date from person where id = any (?)")) {
            select.setArray(1, connection.createArrayOf("uuid", people.toArray()));
            try (var row = select.executeQuery()) {
                var children = new HashSet<UUID>();
                while (row.next()) {
                    if (Childhood.isChild(row.getObject(2, LocalDate.class), today)) {
                        children.add(row.getObject(1, UUID.class));
                    }
                }
                return children;
            }
        } catch (SQLException e) {
            throw DatabaseProblems.of("cannot tell who is a child", e);
        }
    }
}
