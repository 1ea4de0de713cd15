package io.houdao.profile.household;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
import io.houdao.profile.household.Guests.Guest;
import io.houdao.profile.projection.Projections;
import io.houdao.profile.projection.Projections.Held;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Lets people be guests: on what a household shares, a guest's no counts like a member's for as long as they are there. */
@ApplicationScoped
class GuestService {

    private static final Duration LONGEST_VISIT = Duration.ofDays(7);

    private final Guests guests;
    private final People people;
    private final Projections projections;
    private final Clock clock;

    GuestService(Guests guests, People people, Projections projections, Clock clock) {
        this.guests = guests;
        this.people = people;
        this.projections = projections;
        this.clock = clock;
    }

    Guest arrives(UUID household, UUID person, Instant until) {
        return projections.changing(Set.of(person), Set.of(household), held -> {
            requireThere(household, person, held);
            requireBounded(until);
            if (people.get(person).livesIn(household)) {
                throw Problems.conflict("They live there, and count without being a guest.");
            }
            guests.put(household, person, until);
            return new Guest(person, until);
        });
    }

    private void requireBounded(Instant until) {
        var now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_VISIT))) {
            throw Problems.invalid("until", "must be in the future, and at most seven days from now");
        }
    }

    void leaves(UUID household, UUID person) {
        projections.changing(Set.of(person), Set.of(household), held -> {
            requireThere(household, person, held);
            if (!guests.remove(household, person)) {
                throw Problems.notFound("guest", person);
            }
            return person;
        });
    }

    private static void requireThere(UUID household, UUID person, Held held) {
        if (!held.households().contains(household)) {
            throw Problems.notFound("household", household);
        }
        if (!held.people().contains(person)) {
            throw Problems.notFound("person", person);
        }
    }
}
