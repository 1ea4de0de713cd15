package io.houdao.profile;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.erasure.Erasures;
import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Adds people and shows them to themselves. */
@ApplicationScoped
class PersonService {

    private final People people;
    private final Projections projections;
    private final Erasures erasures;
    private final Clock clock;

    PersonService(People people, Projections projections, Erasures erasures, Clock clock) {
        this.people = people;
        this.projections = projections;
        this.erasures = erasures;
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
            return person.viewAt(today());
        });
    }

    private void requireNew(UUID id, boolean exists) {
        if (exists) {
            throw Problems.conflict("There is already a person " + id + ".");
        }
        if (erasures.wasForgotten(id)) {
            throw Problems.conflict("Whoever had this id asked to be forgotten. Choose another id.");
        }
    }

    @Transactional
    PersonView view(UUID id) {
        return people.get(id).viewAt(today());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
