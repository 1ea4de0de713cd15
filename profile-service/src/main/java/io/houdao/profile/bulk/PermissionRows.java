package io.houdao.profile.bulk;

import io.houdao.profile.consent.Decision;
import io.houdao.profile.copy.Rows;
import io.houdao.profile.projection.Cell;
import io.houdao.profile.projection.Childhood;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;

/** The permissions of a batch. A cell that a person decided on here themselves stays as it is; a child grants nothing. */
final class PermissionRows {

    private PermissionRows() {}

    static void write(Connection database, List<PersonLine> lines, OffsetDateTime now) throws SQLException {
        var rows = new Rows("uuid", "text", "text", "text", "text", "text", "text", "timestamptz");
        lines.forEach(line -> add(line, now, rows));
        rows.run(database, """
                with changed as (
                    insert into permission (person_id, source, data_kind, surface, purpose, decision, text_version,
                                            decided_by, decided_at, expires_at)
                    select person_id, source, data_kind, surface, purpose, decision, text_version, 'IMPORT', ?,
                           expires_at
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                        as line (person_id, source, data_kind, surface, purpose, decision, text_version, expires_at)
                    on conflict (person_id, source, data_kind, surface, purpose) do update
                    set decision = excluded.decision, text_version = excluded.text_version,
                        decided_by = excluded.decided_by, decided_at = excluded.decided_at,
                        expires_at = excluded.expires_at
                    where permission.decided_by = 'IMPORT'
                      and (permission.decision, permission.text_version, permission.expires_at)
                          is distinct from (excluded.decision, excluded.text_version, excluded.expires_at)
                    returning *)
                insert into permission_change (person_id, source, data_kind, surface, purpose, decision, text_version,
                                               decided_by, decided_at, expires_at)
                select person_id, source, data_kind, surface, purpose, decision, text_version, decided_by, decided_at,
                       expires_at
                from changed""", now);
    }

    private static void add(PersonLine line, OffsetDateTime now, Rows rows) {
        latest(line, now.toLocalDate())
                .forEach(said -> rows.add(
                        line.personId(),
                        said.source().name(),
                        said.dataKind(),
                        said.surface().name(),
                        said.purpose().name(),
                        said.decision().name(),
                        said.textVersionOrUnknown(),
                        said.expiresAt()));
    }

    /** What counts of a line: of two permissions about one cell the later, of a child no grant. */
    static List<PermissionLine> latest(PersonLine line, LocalDate today) {
        var byCell = new LinkedHashMap<Cell, PermissionLine>();
        for (var said : line.permissions()) {
            byCell.put(new Cell(said.source(), said.dataKind(), said.surface()), said);
        }
        var child = Childhood.isChild(line.birthDate(), today);
        return byCell.values().stream()
                .filter(said -> !child || said.decision() != Decision.GRANTED)
                .toList();
    }
}
