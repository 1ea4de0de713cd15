package io.houdao.profile.bulk;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.copy.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The people of a batch, and the households they live in. */
final class PeopleRows {

    private PeopleRows() {}

    /** Founds the households that are not there yet, and returns those. */
    static Set<UUID> foundHouseholds(Connection database, List<PersonLine> lines, OffsetDateTime now)
            throws SQLException {
        var rows = new Rows("uuid");
        lines.stream()
                .map(PersonLine::householdId)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(rows::add);
        return rows.ids(database, """
                insert into household (id, created_at)
                select id, ? from unnest(?) as line (id) order by id on conflict do nothing returning id""", now);
    }

    /** Those of {@code lines} who are there. */
    static Set<UUID> known(Connection database, List<PersonLine> lines) throws SQLException {
        var rows = new Rows("uuid");
        lines.forEach(line -> rows.add(line.personId()));
        return rows.ids(database, "select id from person where id = any (?)");
    }

    /**
     * Adds those who are not there yet, and updates those who are; a date of birth that was corrected here stays.
     *
     * @param known those who are there
     */
    static void write(Connection database, List<PersonLine> lines, Set<UUID> known, OffsetDateTime now)
            throws SQLException {
        var added = new Rows("uuid", "date", "uuid");
        var updated = new Rows("uuid", "date", "uuid");
        for (var line : lines) {
            var rows = known.contains(line.personId()) ? updated : added;
            rows.add(line.personId(), line.birthDate(), line.householdId());
        }
        var inserted = added.run(database, """
                insert into person (id, birth_date, household_id, created_at)
                select id, birth_date, household_id, ? from unnest(?, ?, ?) as line (id, birth_date, household_id)
                order by id on conflict do nothing""", now);
        if (inserted + known.size() != lines.size()) {
            throw Problems.conflict("Another import is adding the same people. Send this one again.");
        }
        updated.run(database, """
                update person
                set birth_date = case when birth_date_corrected then person.birth_date else line.birth_date end,
                    household_id = coalesce(line.household_id, person.household_id)
                from unnest(?, ?, ?) as line (id, birth_date, household_id) where person.id = line.id""");
    }
}
