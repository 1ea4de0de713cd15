package io.houdao.profile.household;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
import io.houdao.profile.Person;
import io.houdao.profile.projection.Graph;
import io.houdao.profile.projection.Projections;
import io.houdao.profile.projection.Projections.Held;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** Founds households, and lets people move in and out. */
@ApplicationScoped
class HouseholdService {

    private final Households households;
    private final Guests guests;
    private final People people;
    private final Projections projections;
    private final Graph graph;
    private final Clock clock;

    HouseholdService(
            Households households, Guests guests, People people, Projections projections, Graph graph, Clock clock) {
        this.households = households;
        this.guests = guests;
        this.people = people;
        this.projections = projections;
        this.graph = graph;
        this.clock = clock;
    }

    HouseholdView found(UUID id) {
        return projections.changing(Set.of(), Set.of(id), held -> {
            if (held.households().contains(id)) {
                throw Problems.conflict("There is already a household " + id + ".");
            }
            households.persist(new Household(id, clock.instant()));
            return view(id);
        });
    }

    @Transactional
    HouseholdView get(UUID id) {
        if (households.findById(id) == null) {
            throw Problems.notFound("household", id);
        }
        return view(id);
    }

    private HouseholdView view(UUID id) {
        var members = people.find("select p.id from Person p where p.householdId = ?1 order by p.id", id)
                .project(UUID.class)
                .list();
        return new HouseholdView(id, members, guests.of(id, clock.instant()));
    }

    HouseholdView moveIn(UUID household, UUID person) {
        return projections.changing(Set.of(person), Set.of(household), held -> {
            require(household, held);
            if (!held.people().contains(person)) {
                throw Problems.notFound("person", person);
            }
            move(people.get(person), household);
            return view(household);
        });
    }

    private void move(Person person, UUID household) {
        var before = person.householdId();
        if (household.equals(before)) {
            return;
        }
        if (before != null) {
            graph.movedOut(person.pseudonym(), before);
        }
        person.joins(household);
        graph.movedIn(person.pseudonym(), household);
    }

    void moveOut(UUID household, UUID person) {
        projections.changing(Set.of(person), Set.of(household), held -> {
            require(household, held);
            var member = people.findByIdOptional(person)
                    .filter(found -> found.livesIn(household))
                    .orElseThrow(() -> Problems.notFound("member", person));
            member.leavesHousehold();
            graph.movedOut(member.pseudonym(), household);
            return household;
        });
    }

    private static void require(UUID household, Held held) {
        if (!held.households().contains(household)) {
            throw Problems.notFound("household", household);
        }
    }
}
