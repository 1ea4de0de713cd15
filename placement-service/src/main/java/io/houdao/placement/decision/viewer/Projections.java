package io.houdao.placement.decision.viewer;

import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everybody whose projection was published, by person, device and household. Written by one thread, read by many. */
@Singleton
public class Projections {

    private final Vocabulary words = new Vocabulary();
    private final Map<PersonId, Person> people = new ConcurrentHashMap<>();
    /** Sorted, so that every replica takes the same person for a device that several people name. */
    private final Map<DeviceId, List<PersonId>> owners = new ConcurrentHashMap<>();

    private final Map<HouseholdId, List<PersonId>> households = new ConcurrentHashMap<>();

    /** Takes a person's newest projection, and says whether it was that. */
    synchronized boolean put(PersonProjection projection) {
        var present = people.get(projection.personId());
        if (present != null && present.projection().version() > projection.version()) {
            return false;
        }
        var person = Person.of(projection, words);
        people.put(projection.personId(), person);
        if (present != null) {
            unlink(present, person);
        }
        link(person);
        return true;
    }

    synchronized void remove(PersonId id) {
        var gone = people.remove(id);
        if (gone != null) {
            gone.devices().keySet().forEach(device -> remove(owners, device, id));
            remove(households, gone.projection().householdId(), id);
        }
    }

    private void link(Person person) {
        var id = person.projection().personId();
        person.devices().keySet().forEach(device -> add(owners, device, id));
        add(households, person.projection().householdId(), id);
    }

    private void unlink(Person before, Person now) {
        var id = now.projection().personId();
        before.devices().keySet().stream()
                .filter(device -> !now.devices().containsKey(device))
                .forEach(device -> remove(owners, device, id));
        var household = before.projection().householdId();
        if (household != null && !household.equals(now.projection().householdId())) {
            remove(households, household, id);
        }
    }

    private static <K> void add(Map<K, List<PersonId>> index, @Nullable K key, PersonId id) {
        if (key != null) {
            index.merge(key, List.of(id), Projections::union);
        }
    }

    private static List<PersonId> union(List<PersonId> some, List<PersonId> more) {
        var all = new TreeSet<PersonId>(Comparator.comparing(PersonId::value));
        all.addAll(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static <K> void remove(Map<K, List<PersonId>> index, @Nullable K key, PersonId id) {
        if (key != null) {
            index.computeIfPresent(key, (same, ids) -> {
                var rest = ids.stream().filter(other -> !other.equals(id)).toList();
                return rest.isEmpty() ? null : rest;
            });
        }
    }

    /** Whose device it is; null where nobody is bound to it. */
    @Nullable
    Person owner(DeviceId device) {
        var ids = owners.get(device);
        return ids == null ? null : people.get(ids.get(0));
    }

    /** The other members of a person's household. */
    List<PersonId> restOfHousehold(Person person) {
        var household = person.projection().householdId();
        var members = household == null ? null : households.get(household);
        if (members == null || members.size() == 1) {
            return List.of();
        }
        var self = person.projection().personId();
        return members.stream().filter(member -> !member.equals(self)).toList();
    }

    boolean knows(PersonId id) {
        return people.containsKey(id);
    }

    /** Whether it may be kept what a person saw: they are there, and did not refuse. */
    boolean allowsMemoryOf(PersonId id) {
        var person = people.get(id);
        return person != null && !person.projection().refused();
    }

    /** How many people it holds. */
    public int size() {
        return people.size();
    }
}
