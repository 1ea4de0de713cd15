package io.houdao.profile.household;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
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
    private final People people;
    private final Projections projections;
    private final Clock clock;

    HouseholdService(Households households, People people, Projections projections, Clock clock) {
        this.households = households;
        this.people = people;
        this.projections = projections;
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
        return new HouseholdView(id, members);
    }

    HouseholdView moveIn(UUID household, UUID person) {
        return projections.changing(Set.of(person), Set.of(household), held -> {
            require(household, held);
            if (!held.people().contains(person)) {
                throw Problems.notFound("person", person);
            }
            people.get(person).joins(household);
            return view(household);
        });
    }

    void moveOut(UUID household, UUID person) {
        projections.changing(Set.of(person), Set.of(household), held -> {
            require(household, held);
            people.findByIdOptional(person)
                    .filter(member -> member.livesIn(household))
                    .orElseThrow(() -> Problems.notFound("member", person))
                    .leavesHousehold();
            return household;
        });
    }

    private static void require(UUID household, Held held) {
        if (!held.households().contains(household)) {
            throw Problems.notFound("household", household);
        }
    }
}
