package io.houdao.profile.projection;

import static java.util.stream.Collectors.toSet;

import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.kit.outbox.Outbox;
import io.houdao.kit.problem.DatabaseProblems;
import io.houdao.kit.problem.Problems;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.projection.Published.Entry;
import io.houdao.profile.projection.Published.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was published of each person true. Whoever changes something about people does it in {@link #changing}: in
 * one transaction nobody else can change them or their household, the change is made, and what leaves of each of them is
 * computed anew and published where it differs.
 */
@ApplicationScoped
public class Projections {

    /** The type of the event that carries a projection. */
    static final String PUBLISHED = "io.houdao.profile.projection.published";

    private static final String FORGOTTEN = "io.houdao.profile.person.forgotten";

    private final DataSource database;
    private final EntityManager entities;
    private final Homes homes;
    private final Outbox outbox;
    private final Projector projector;
    private final Clock clock;

    Projections(
            DataSource database, EntityManager entities, Homes homes, Outbox outbox, Catalogue catalogue, Clock clock) {
        this.database = database;
        this.entities = entities;
        this.homes = homes;
        this.outbox = outbox;
        this.projector = new Projector(catalogue);
        this.clock = clock;
    }

    /**
     * Changes one person.
     *
     * @return what {@code change} returns
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if there is no such person
     */
    @Transactional
    public <T> T changing(UUID person, Supplier<T> change) {
        return changing(Set.of(person), Set.of(), held -> {
            if (!held.people().contains(person)) {
                throw Problems.notFound("person", person);
            }
            return change.get();
        });
    }

    /**
     * Changes people, whoever they live with, and households. Those of {@code people} that do not exist yet may be
     * created by the change.
     *
     * @return what {@code change} returns
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if another request did the same thing, or moved one of them,
     *     at this moment; sent again, it finds what the other left
     */
    @Transactional
    public <T> T changing(Collection<UUID> people, Collection<UUID> households, Change<T> change) {
        try (var connection = database.getConnection()) {
            var held = HomeLocks.take(connection, people, households);
            var result = make(change, new Held(held.people(), held.households()));
            republish(connection, people, held.households());
            return result;
        } catch (SQLException e) {
            throw DatabaseProblems.of("cannot publish projections", e);
        }
    }

    /**
     * Changes people who need have nothing to do with one another. Where somebody else holds one of them for more than a
     * moment this fails, and nobody is changed, so that nobody waits because of another.
     *
     * @return what {@code change} returns
     */
    @Transactional
    public <T> T changingTogether(Collection<UUID> people, Change<T> change) {
        try (var connection = database.getConnection()) {
            HomeLocks.waitNoLongerThanAMoment(connection);
        } catch (SQLException e) {
            throw DatabaseProblems.of("cannot change people together", e);
        }
        return changing(people, Set.of(), change);
    }

    private <T> T make(Change<T> change, Held held) {
        try {
            var result = change.apply(held);
            entities.flush();
            return result;
        } catch (EntityExistsException | ConstraintViolationException e) {
            throw Problems.conflict("The same thing was created by another request at this moment.");
        }
    }

    private void republish(Connection connection, Collection<UUID> people, Collection<UUID> households)
            throws SQLException {
        var drafts = Draft.of(homes.read(connection, people, households), projector, clock.instant());
        var before =
                Published.read(connection, drafts.stream().map(Draft::personId).toList());
        var changed = drafts.stream()
                .map(draft -> draft.row(entry(before, draft).nextVersion()))
                .filter(row -> differs(row, Objects.requireNonNull(before.get(row.personId()))))
                .toList();
        publish(connection, changed);
        reschedule(connection, drafts, before, changed);
    }

    private static boolean differs(Row row, Entry before) {
        var body = before.body();
        return body == null || Bodies.differ(body, row.body());
    }

    private static Entry entry(Map<UUID, Entry> entries, Draft draft) {
        return Objects.requireNonNull(entries.get(draft.personId()));
    }

    private void publish(Connection connection, List<Row> rows) throws SQLException {
        if (!rows.isEmpty()) {
            Published.write(connection, rows);
            outbox.appendAll(
                    Topics.PROJECTIONS, PUBLISHED, rows.stream().map(Row::event).toList());
        }
    }

    /** Notes when time will next change those whose projection stayed the same. */
    private static void reschedule(
            Connection connection, List<Draft> drafts, Map<UUID, Entry> before, List<Row> changed) throws SQLException {
        var published = changed.stream().map(Row::personId).collect(toSet());
        var moved = new HashMap<UUID, @Nullable Instant>();
        drafts.forEach(draft -> {
            var id = draft.personId();
            if (!published.contains(id)
                    && !Objects.equals(draft.recomputeAt(), entry(before, draft).recomputeAt())) {
                moved.put(id, draft.recomputeAt());
            }
        });
        if (!moved.isEmpty()) {
            Published.reschedule(connection, moved);
        }
    }

    /** Puts whatever is known of {@code people} into rows, for who reads them and changes nothing. */
    @Transactional
    public void unpack(Set<UUID> people) {
        try (var connection = database.getConnection()) {
            if (!people.isEmpty()) {
                Packed.unpack(connection, Packed.among(connection, people));
            }
        } catch (SQLException e) {
            throw DatabaseProblems.of("cannot unpack what an import brought", e);
        }
    }

    /** What was last published of {@code person}, byte for byte, but for what others ask for: that is theirs. */
    @Transactional
    public Optional<byte[]> lastPublished(UUID person) {
        try (var connection = database.getConnection()) {
            return Published.body(connection, person).map(Bodies::withoutOthers);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read a projection", e);
        }
    }

    /** Tells everyone to forget someone, known to them by {@code pseudonym}, and takes back what has not left yet. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forget(UUID pseudonym) {
        entities.createNativeQuery("delete from outbox where topic = ?1 and key = ?2")
                .setParameter(1, Topics.PROJECTIONS)
                .setParameter(2, pseudonym.toString())
                .executeUpdate();
        outbox.append(Topics.PROJECTIONS, pseudonym.toString(), FORGOTTEN, null);
    }

    /** Up to {@code most} people of whom time alone has changed something. */
    @Transactional
    public List<UUID> due(int most) {
        try (var connection = database.getConnection()) {
            return Published.due(connection, clock.instant(), most);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what is due", e);
        }
    }

    /** Reads what was last published of everybody, one by one and in no order. */
    @Transactional
    public void forEachPublished(Consumer<PersonProjection> reader) {
        try (var connection = database.getConnection()) {
            Published.forEach(connection, reader);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read projections", e);
        }
    }

    /** A change of people and households that are held. */
    public interface Change<T> {

        /** Makes the change. */
        T apply(Held held);
    }

    /**
     * What a change may rely on.
     *
     * @param people those who exist
     * @param households those that exist, with the ones that the people live in
     */
    public record Held(Set<UUID> people, Set<UUID> households) {}
}
