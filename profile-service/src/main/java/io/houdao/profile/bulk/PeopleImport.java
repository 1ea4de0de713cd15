package io.houdao.profile.bulk;

import static java.util.stream.Collectors.toSet;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.erasure.Erasures;
import io.houdao.profile.projection.Newcomers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Writes many people at once: newcomers by COPY and into a lane of their own, those who are here already with a handful of
 * statements for all of them.
 */
@ApplicationScoped
class PeopleImport {

    private final DataSource database;
    private final KnownPeople known;
    private final Newcomers newcomers;
    private final Erasures erasures;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Backlog backlog;
    /** Half of the processors write imports, whoever sends how many: the others are for people who change something now. */
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    PeopleImport(
            DataSource database,
            KnownPeople known,
            Newcomers newcomers,
            Erasures erasures,
            Catalogue catalogue,
            Clock clock,
            Backlog backlog) {
        this.database = database;
        this.known = known;
        this.newcomers = newcomers;
        this.erasures = erasures;
        this.catalogue = catalogue;
        this.clock = clock;
        this.backlog = backlog;
    }

    /** Writes {@code lines}, all or, with a problem, none. */
    void store(List<PersonLine> lines) {
        backlog.awaitShort();
        turns.acquireUninterruptibly();
        try {
            QuarkusTransaction.requiringNew().run(() -> storeAtOnce(lines));
        } finally {
            turns.release();
        }
        newcomers.committed();
    }

    private void storeAtOnce(List<PersonLine> lines) {
        var people = lines.stream().map(PersonLine::personId).collect(toSet());
        requireOnce(lines, people);
        try (var connection = database.getConnection()) {
            var founded = PeopleRows.foundHouseholds(connection, lines, now());
            var isNewcomer = isNewcomer(lines, PeopleRows.known(connection, lines), founded);
            add(connection, lines.stream().filter(isNewcomer).toList());
            known.update(connection, lines.stream().filter(isNewcomer.negate()).toList());
            requireNotForgotten(people);
        } catch (SQLException e) {
            throw KnownPeople.failure(e);
        }
    }

    /** Lines about the same person must follow one another; refused as a batch, they are sent one by one. */
    private static void requireOnce(List<PersonLine> lines, Set<UUID> people) {
        if (people.size() < lines.size()) {
            throw Problems.conflict("The same person is on several lines.");
        }
    }

    /**
     * Who is new, and lives with nobody who is not.
     *
     * @param known those who are here
     * @param founded households in which nobody lived before
     */
    private static Predicate<PersonLine> isNewcomer(List<PersonLine> lines, Set<UUID> known, Set<UUID> founded) {
        var open = new HashSet<>(founded);
        lines.stream().filter(line -> known.contains(line.personId())).forEach(line -> open.remove(line.householdId()));
        return line ->
                !known.contains(line.personId()) && (line.householdId() == null || open.contains(line.householdId()));
    }

    private void add(Connection connection, List<PersonLine> lines) throws SQLException {
        if (!lines.isEmpty()) {
            newcomers.publish(connection, NewPeople.write(connection, lines, catalogue, clock.instant()));
        }
    }

    /** Last: someone who was here when it began cannot be forgotten meanwhile, and someone who was not, not again. */
    private void requireNotForgotten(Set<UUID> people) {
        if (!erasures.forgotten(people).isEmpty()) {
            throw Problems.invalid(
                    "personId",
                    "must not be that of someone who asked to be forgotten, or who has another id since a merge");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
