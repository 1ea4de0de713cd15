package io.houdao.profile.erasure;

import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.ErasureEvent.Confirmed;
import io.houdao.contracts.profile.ErasureEvent.Place;
import io.houdao.kit.problem.Problems;
import io.houdao.profile.AgentAccesses;
import io.houdao.profile.People;
import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Forgets people: here at once, in one transaction, and elsewhere by asking until everyone has confirmed (see
 * {@link ErasureRounds}).
 */
@ApplicationScoped
class ErasureService {

    private static final String HERE = "profile-service";

    private final Projections projections;
    private final Erasures erasures;
    private final PersonRows rows;
    private final People people;
    private final AgentAccesses accesses;
    private final Clock clock;
    private final Duration streamsKept;

    ErasureService(
            Projections projections,
            Erasures erasures,
            PersonRows rows,
            People people,
            AgentAccesses accesses,
            Clock clock,
            @ConfigProperty(name = "houdao.erasure.streams-kept") Duration streamsKept) {
        this.projections = projections;
        this.erasures = erasures;
        this.rows = rows;
        this.people = people;
        this.accesses = accesses;
        this.clock = clock;
        this.streamsKept = streamsKept;
    }

    /** Removes every row about {@code person}, who asks for it themself, and tells everyone to forget them. */
    UUID forget(UUID person) {
        return projections.changing(person, () -> forget(person, "PERSON"));
    }

    /** The same, for an agent whom the person asked. */
    void forget(UUID person, String agent, String reason) {
        projections.changing(person, () -> {
            var erasure = forget(person, "AGENT");
            accesses.noteErasure(erasure, agent, "DELETE /v1/people/{personId}", reason);
            return erasure;
        });
    }

    private UUID forget(UUID person, String askedBy) {
        var known = people.get(person);
        var pseudonym = known.pseudonym();
        var home = known.householdId();
        var devices = rows.devices(person);
        var names = rows.formerNames(person);
        var places = new ArrayList<>(rows.delete(person));
        if (home != null) {
            places.add(rows.deleteIfEmpty(home));
        }
        projections.forget(pseudonym);
        places.addAll(topics());
        var erasure = erasures.add(person, askedBy, pseudonym, devices, confirmed(places), clock.instant());
        names.forEach(name -> erasures.addPart(erasure, name));
        return erasure;
    }

    /** What is on topics names a pseudonym that leads to nobody from now on, and ages out. */
    private List<Place> topics() {
        var goneBy = clock.instant().plus(streamsKept);
        return List.of(
                new Place("topic " + Topics.PROJECTIONS + " (tombstone, compacted)", 1, goneBy),
                new Place("topic " + Topics.GRAPH + " (pseudonymous, ages out)", 0, goneBy),
                new Place("topic " + Topics.DECISIONS + " (pseudonymous, ages out)", 0, goneBy),
                new Place("topic " + Topics.EVENTS + " (pseudonymous, ages out)", 0, goneBy));
    }

    private Confirmed confirmed(List<Place> places) {
        return new Confirmed(UUID.randomUUID(), HERE, places, clock.instant());
    }

    /** Takes what another service has done; told again, it changes nothing. */
    @Transactional
    void confirm(Confirmed confirmed) {
        erasures.confirm(confirmed);
    }

    /** The certificate for whoever had this id. */
    @Transactional
    Certificate certificate(UUID person) {
        return erasures.certificate(person).orElseThrow(() -> Problems.notFound("erasure of", person));
    }

    /** The same, for an agent. */
    @Transactional
    Certificate certificate(UUID person, String agent, String reason) {
        var certificate = certificate(person);
        accesses.noteErasure(certificate.erasureId(), agent, "GET /v1/people/{personId}/erasure", reason);
        return certificate;
    }
}
