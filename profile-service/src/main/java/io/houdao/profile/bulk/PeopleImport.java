package io.houdao.profile.bulk;

import static java.util.stream.Collectors.toSet;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.erasure.Erasures;
import io.houdao.profile.projection.Projections;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Writes many people at once: a handful of statements for a batch, and one projection for each person. */
@ApplicationScoped
class PeopleImport {

    private final DataSource database;
    private final Projections projections;
    private final Erasures erasures;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Backlog backlog;

    PeopleImport(
            DataSource database,
            Projections projections,
            Erasures erasures,
            Catalogue catalogue,
            Clock clock,
            Backlog backlog) {
        this.database = database;
        this.projections = projections;
        this.erasures = erasures;
        this.catalogue = catalogue;
        this.clock = clock;
        this.backlog = backlog;
    }

    /** Writes {@code lines}, all or, with a problem, none. */
    void store(List<PersonLine> lines) {
        backlog.awaitShort();
        QuarkusTransaction.requiringNew().run(() -> storeAtOnce(lines));
    }

    private void storeAtOnce(List<PersonLine> lines) {
        var people = lines.stream().map(PersonLine::personId).collect(toSet());
        requireOnce(lines, people);
        requireNotForgotten(people);
        try (var connection = database.getConnection()) {
            PeopleRows.foundHouseholds(connection, lines, now());
            projections.changing(people, households(lines), held -> {
                write(connection, lines, held.people());
                return lines.size();
            });
        } catch (SQLException e) {
            throw new IllegalStateException("cannot import people", e);
        }
    }

    /** Lines about the same person must follow one another; refused as a batch, they are sent one by one. */
    private static void requireOnce(List<PersonLine> lines, Set<UUID> people) {
        if (people.size() < lines.size()) {
            throw Problems.conflict("The same person is on several lines.");
        }
    }

    private void requireNotForgotten(Set<UUID> people) {
        if (!erasures.forgotten(people).isEmpty()) {
            throw Problems.invalid("personId", "must not be that of someone who asked to be forgotten");
        }
    }

    private static Set<UUID> households(List<PersonLine> lines) {
        return lines.stream()
                .map(PersonLine::householdId)
                .filter(Objects::nonNull)
                .collect(toSet());
    }

    private void write(Connection connection, List<PersonLine> lines, Set<UUID> known) {
        try {
            PeopleRows.write(connection, lines, known, now());
            SwitchRows.write(connection, lines);
            DeviceRows.write(connection, lines, now());
            PermissionRows.write(connection, lines, now());
            TagRows.write(connection, lines, catalogue, now());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot import people", e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
