package io.houdao.profile.bulk;

import static java.util.stream.Collectors.toSet;

import io.houdao.kit.problem.DatabaseProblems;
import io.houdao.kit.problem.Problems;
import io.houdao.profile.Children;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.projection.Graph;
import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Writes those of an import who are here already, or live with somebody who is: a handful of statements for all of them. */
@ApplicationScoped
class KnownPeople {

    /** PostgreSQL's words for: somebody else added it, or each of two waits for the other. */
    private static final Set<String> CONFLICTS = Set.of("23505", "40P01");

    private final Projections projections;
    private final Graph graph;
    private final Catalogue catalogue;
    private final Children children;
    private final Clock clock;

    KnownPeople(Projections projections, Graph graph, Catalogue catalogue, Children children, Clock clock) {
        this.projections = projections;
        this.graph = graph;
        this.catalogue = catalogue;
        this.children = children;
        this.clock = clock;
    }

    void update(Connection connection, List<PersonLine> lines) {
        if (!lines.isEmpty()) {
            var people = lines.stream().map(PersonLine::personId).collect(toSet());
            projections.changing(people, households(lines), held -> {
                write(connection, lines, people, held.people());
                return lines.size();
            });
        }
    }

    private static Set<UUID> households(List<PersonLine> lines) {
        return lines.stream()
                .map(PersonLine::householdId)
                .filter(Objects::nonNull)
                .collect(toSet());
    }

    private void write(Connection connection, List<PersonLine> lines, Set<UUID> people, Set<UUID> known) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        try {
            var before = Ties.of(connection, people);
            PeopleRows.write(connection, lines, known, now);
            SwitchRows.write(connection, lines);
            DeviceRows.write(connection, lines, now);
            PermissionRows.write(connection, lines, now);
            TagRows.write(connection, lines, catalogue, now);
            children.forgetThoseAmong(people);
            Ties.of(connection, people).tellSince(before, graph);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    static RuntimeException failure(SQLException cause) {
        if (CONFLICTS.contains(cause.getSQLState())) {
            return Problems.conflict("Another request adds the same people or devices. Send this one again.");
        }
        return DatabaseProblems.of("cannot import people", cause);
    }
}
