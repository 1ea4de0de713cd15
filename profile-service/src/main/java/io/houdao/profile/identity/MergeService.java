package io.houdao.profile.identity;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
import io.houdao.profile.Person;
import io.houdao.profile.device.Devices;
import io.houdao.profile.projection.Graph;
import io.houdao.profile.projection.Projections;
import io.houdao.profile.tag.KnownTags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes one profile of two, so that nothing is allowed that either of them did not allow. */
@ApplicationScoped
class MergeService {

    private final People people;
    private final Devices devices;
    private final KnownTags tags;
    private final MergedRows rows;
    private final Projections projections;
    private final Graph graph;
    private final Clock clock;

    MergeService(
            People people,
            Devices devices,
            KnownTags tags,
            MergedRows rows,
            Projections projections,
            Graph graph,
            Clock clock) {
        this.people = people;
        this.devices = devices;
        this.tags = tags;
        this.rows = rows;
        this.projections = projections;
        this.graph = graph;
        this.clock = clock;
    }

    /**
     * Makes {@code from} part of {@code into}.
     *
     * @return the devices that came over, sorted
     */
    List<UUID> merge(UUID into, UUID from) {
        if (into.equals(from)) {
            throw Problems.invalid("from", "must be another profile than the one in the path");
        }
        return projections.changing(Set.of(into, from), Set.of(), held -> {
            if (!held.people().contains(into)) {
                throw Problems.notFound("person", into);
            }
            if (!held.people().contains(from)) {
                throw Problems.invalid("from", "must be a person who is there; someone merged before is not any more");
            }
            return merge(people.get(into), people.get(from));
        });
    }

    private List<UUID> merge(Person into, Person from) {
        requireOneBirth(into, from);
        requireOneHousehold(into, from);
        var moved = devices.idsOf(from.id()).stream().sorted().toList();
        devices.requireRoom(into.id(), moved.size());
        tellOfHousehold(into, from);
        projections.forget(from.pseudonym());
        graph.merged(from.pseudonym(), into.pseudonym(), moved);
        rows.move(from, into.id(), clock.instant());
        into.takesOver(from);
        people.delete(from);
        people.flush();
        if (!into.letsTagsBeKeptAt(LocalDate.now(clock))) {
            tags.forget(into.id());
        }
        return moved;
    }

    /** It decides who is a child; and two people in one home are told apart by it. */
    private static void requireOneBirth(Person into, Person from) {
        if (!into.birthDate().equals(from.birthDate())) {
            throw Problems.conflict("They were born on different days, and so may be two people. If one of the days is"
                    + " wrong, correct it first: PUT /v1/people/{personId}/birth-date.");
        }
    }

    private static void requireOneHousehold(Person into, Person from) {
        var household = from.householdId();
        if (household != null && into.householdId() != null && !into.livesIn(household)) {
            throw Problems.conflict("They live in two households. Let an operator move one of them out first:"
                    + " DELETE /v1/households/{householdId}/members/{personId}.");
        }
    }

    private void tellOfHousehold(Person into, Person from) {
        var household = from.householdId();
        if (household != null && into.householdId() == null) {
            graph.movedIn(into.pseudonym(), household);
        }
    }
}
