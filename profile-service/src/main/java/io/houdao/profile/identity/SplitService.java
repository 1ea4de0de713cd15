package io.houdao.profile.identity;

import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
import io.houdao.profile.Person;
import io.houdao.profile.device.Devices;
import io.houdao.profile.erasure.Erasures;
import io.houdao.profile.identity.Split.NewPerson;
import io.houdao.profile.projection.Graph;
import io.houdao.profile.projection.Projections;
import io.houdao.profile.projection.Projections.Held;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** Makes two people of one: a no of the one is a no of both, and a yes is asked for anew. */
@ApplicationScoped
class SplitService {

    private final People people;
    private final Devices devices;
    private final SplitRows rows;
    private final Erasures erasures;
    private final Projections projections;
    private final Graph graph;
    private final Clock clock;

    SplitService(
            People people,
            Devices devices,
            SplitRows rows,
            Erasures erasures,
            Projections projections,
            Graph graph,
            Clock clock) {
        this.people = people;
        this.devices = devices;
        this.rows = rows;
        this.erasures = erasures;
        this.projections = projections;
        this.graph = graph;
        this.clock = clock;
    }

    /** Gives devices of {@code person} to somebody else; returns to whom. */
    UUID split(UUID person, Split split) {
        if ((split.to() == null) == (split.newPerson() == null)) {
            throw Problems.invalid("to", "must name who is there, or be left out where there is a newPerson");
        }
        var other = split.named().orElseGet(UUID::randomUUID);
        if (other.equals(person)) {
            throw Problems.invalid("to", "must be somebody else than the person in the path");
        }
        return projections.changing(Set.of(person, other), Set.of(), held -> {
            if (!held.people().contains(person)) {
                throw Problems.notFound("person", person);
            }
            var owner = people.get(person);
            var next = split.newPerson() == null ? there(other, held) : created(owner, other, split.newPerson(), held);
            handOver(owner, next, split.devices());
            return other;
        });
    }

    private Person there(UUID other, Held held) {
        if (!held.people().contains(other)) {
            throw Problems.invalid("to", "must be a person who is there; for somebody new send newPerson");
        }
        return people.get(other);
    }

    private Person created(Person owner, UUID id, NewPerson body, Held held) {
        if (held.people().contains(id)) {
            throw Problems.conflict("There is already a person " + id + ". Name them in to, without a newPerson.");
        }
        if (!rows.wasOf(owner.id(), id) && erasures.wasForgotten(id)) {
            throw Problems.conflict(
                    "Whoever had this id asked to be forgotten, or has another since a merge." + " Choose another id.");
        }
        var next = owner.partsWith(id, body.birthDate(), clock.instant());
        people.persist(next);
        people.flush();
        rows.follow(owner.id(), id);
        var household = next.householdId();
        if (household != null) {
            graph.movedIn(next.pseudonym(), household);
        }
        return next;
    }

    private void handOver(Person owner, Person next, Set<UUID> ids) {
        devices.requireRoom(next.id(), ids.size());
        for (var id : ids) {
            var device = devices.find(owner.id(), id)
                    .orElseThrow(
                            () -> Problems.invalid("devices", "must be devices of this person; " + id + " is not"));
            devices.handOver(device, next.id(), clock.instant());
        }
        graph.split(owner.pseudonym(), next.pseudonym(), ids);
    }
}
