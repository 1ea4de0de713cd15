package io.houdao.profile.projection;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.GraphEvent;
import io.houdao.contracts.profile.GraphEvent.Newcomer;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.kit.outbox.Outbox;
import io.houdao.profile.projection.Home.Member;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells how people, devices and households come to hang together, in the transaction of the change. People go by their
 * pseudonyms. Whoever tells holds those it is about, see {@link Projections#changing}: that keeps versions in order.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Graph {

    /** The type of the event that tells of many at once. */
    public static final String IMPORTED = "io.houdao.profile.graph.imported";

    /** People and devices of one event: 200 kB, of which Kafka takes five times as much. */
    private static final int MOST_IMPORTED = 2_000;

    private final EntityManager entities;
    private final Outbox outbox;
    private final Clock clock;

    Graph(EntityManager entities, Outbox outbox, Clock clock) {
        this.entities = entities;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** {@code device} is {@code person}'s from now on. */
    public void bound(UUID person, UUID device, DeviceKind kind, boolean shared) {
        tell((id, version, now) ->
                new GraphEvent.DeviceBound(id, version, new PersonId(person), new DeviceId(device), kind, shared, now));
    }

    /** {@code device} is nobody's from now on. */
    public void unbound(UUID person, UUID device) {
        tell((id, version, now) ->
                new GraphEvent.DeviceUnbound(id, version, new PersonId(person), new DeviceId(device), now));
    }

    /** {@code device} went from {@code person} to {@code next}. */
    public void handedOver(UUID person, UUID next, UUID device) {
        tell((id, version, now) -> new GraphEvent.DeviceHandedOver(
                id, version, new PersonId(person), new PersonId(next), new DeviceId(device), now));
    }

    /** {@code person} lives in {@code household} from now on. */
    public void movedIn(UUID person, UUID household) {
        tell((id, version, now) ->
                new GraphEvent.MovedIn(id, version, new PersonId(person), new HouseholdId(household), now));
    }

    /** {@code person} lives in {@code household} no more. */
    public void movedOut(UUID person, UUID household) {
        tell((id, version, now) ->
                new GraphEvent.MovedOut(id, version, new PersonId(person), new HouseholdId(household), now));
    }

    /** {@code person} is gone, and was {@code into} all along. */
    public void merged(UUID person, UUID into, Collection<UUID> devices) {
        tell((id, version, now) ->
                new GraphEvent.Merged(id, version, new PersonId(person), new PersonId(into), ids(devices), now));
    }

    /** Some devices of {@code person} are {@code other}'s, and were all along. */
    public void split(UUID person, UUID other, Collection<UUID> devices) {
        tell((id, version, now) ->
                new GraphEvent.Split(id, version, new PersonId(person), new PersonId(other), ids(devices), now));
    }

    /** All who live in {@code homes} came in together, and were not here before. */
    void imported(Collection<Home> homes) {
        var people = new ArrayList<Newcomer>();
        var size = 0;
        for (var home : homes) {
            for (var member : home.members()) {
                size += 1 + member.devices().size();
                if (size > MOST_IMPORTED && !people.isEmpty()) {
                    tellOf(people);
                    people.clear();
                    size = 1 + member.devices().size();
                }
                people.add(newcomer(member, home));
            }
        }
        if (!people.isEmpty()) {
            tellOf(people);
        }
    }

    private void tellOf(List<Newcomer> people) {
        tell((id, version, now) ->
                new GraphEvent.Imported(id, version, people.get(0).personId(), people, now));
    }

    private static Newcomer newcomer(Member member, Home home) {
        var devices = member.devices().stream()
                .map(device -> new GraphEvent.OwnDevice(device.deviceId(), device.kind(), device.shared()))
                .toList();
        return new Newcomer(member.personId(), home.householdId(), devices);
    }

    private static Set<DeviceId> ids(Collection<UUID> devices) {
        return devices.stream().map(DeviceId::new).collect(Collectors.toSet());
    }

    private void tell(Telling telling) {
        var event = telling.of(UUID.randomUUID(), nextVersion(), clock.instant());
        outbox.append(Topics.GRAPH, event.personId().toString(), type(event), Json.write(event));
    }

    private long nextVersion() {
        return (Long) entities.createNativeQuery("select nextval('projection_version')")
                .getSingleResult();
    }

    /** Such as {@code io.houdao.profile.graph.device-bound}. */
    private static String type(GraphEvent event) {
        var words = event.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return "io.houdao.profile.graph." + words.toLowerCase(java.util.Locale.ROOT);
    }

    private interface Telling {
        GraphEvent of(UUID id, long version, Instant now);
    }
}
