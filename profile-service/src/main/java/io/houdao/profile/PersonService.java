package io.houdao.profile;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.AgentAccesses.AgentAccess;
import io.houdao.profile.erasure.Erasures;
import io.houdao.profile.projection.Graph;
import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Adds people and shows them to themselves. */
@ApplicationScoped
class PersonService {

    private final People people;
    private final Projections projections;
    private final Erasures erasures;
    private final Children children;
    private final AgentAccesses accesses;
    private final Graph graph;
    private final Clock clock;

    PersonService(
            People people,
            Projections projections,
            Erasures erasures,
            Children children,
            AgentAccesses accesses,
            Graph graph,
            Clock clock) {
        this.people = people;
        this.projections = projections;
        this.erasures = erasures;
        this.children = children;
        this.accesses = accesses;
        this.graph = graph;
        this.clock = clock;
    }

    PersonView add(PersonBody body) {
        var id = Optional.ofNullable(body.personId()).orElseGet(UUID::randomUUID);
        var households = Optional.ofNullable(body.householdId()).map(Set::of).orElse(Set.of());
        return projections.changing(Set.of(id), households, held -> {
            requireNew(id, held.people().contains(id));
            if (!held.households().containsAll(households)) {
                throw Problems.invalid("householdId", "must be a household that exists; create it first");
            }
            var person = new Person(id, body.birthDate(), body.householdId(), clock.instant());
            people.persist(person);
            households.forEach(household -> graph.movedIn(person.pseudonym(), household));
            return person.viewAt(today());
        });
    }

    private void requireNew(UUID id, boolean exists) {
        if (exists) {
            throw Problems.conflict("There is already a person " + id + ".");
        }
        if (erasures.wasForgotten(id)) {
            throw Problems.conflict(
                    "Whoever had this id asked to be forgotten, or has another since a merge. Choose another id.");
        }
    }

    @Transactional
    PersonView view(UUID id) {
        return people.get(id).viewAt(today());
    }

    @Transactional
    UUID pseudonym(UUID id) {
        return people.get(id).pseudonym();
    }

    @Transactional
    List<AgentAccess> agentAccesses(UUID id) {
        people.get(id);
        return accesses.of(id);
    }

    /**
     * Corrects when someone was born. What was kept of someone who turns out to be a child is deleted, and what they said yes
     * to is taken back.
     *
     * @param byAgent who has seen a proof: nobody makes an adult of themself
     */
    PersonView correct(UUID id, LocalDate birthDate, boolean byAgent) {
        return projections.changing(id, () -> {
            var person = people.get(id);
            var wasChild = person.isChildAt(today());
            person.corrects(birthDate);
            if (wasChild && !person.isChildAt(today()) && !byAgent) {
                throw Problems.conflict(
                        "A child cannot become an adult by their own word. Ask an agent, with a proof.");
            }
            people.flush();
            children.forgetThoseAmong(Set.of(id));
            return person.viewAt(today());
        });
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
