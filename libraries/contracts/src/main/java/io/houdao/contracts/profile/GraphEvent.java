package io.houdao.contracts.profile;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.houdao.contracts.DeviceKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How people, their devices and their households came to hang together: each change. Topic {@code profile.graph}, key
 * {@link #personId}.
 *
 * <p>Delivered at least once: drop repeats by {@link #eventId}. Two changes of one person, one device or one household lie on
 * several partitions: order them by {@link #version}. Nothing in here permits anything: what may be used is said by
 * {@link PersonProjection} alone; who is forgotten goes by the tombstone there.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GraphEvent.DeviceBound.class, name = "device-bound"),
    @JsonSubTypes.Type(value = GraphEvent.DeviceUnbound.class, name = "device-unbound"),
    @JsonSubTypes.Type(value = GraphEvent.DeviceHandedOver.class, name = "device-handed-over"),
    @JsonSubTypes.Type(value = GraphEvent.MovedIn.class, name = "moved-in"),
    @JsonSubTypes.Type(value = GraphEvent.MovedOut.class, name = "moved-out"),
    @JsonSubTypes.Type(value = GraphEvent.Merged.class, name = "merged"),
    @JsonSubTypes.Type(value = GraphEvent.Split.class, name = "split"),
    @JsonSubTypes.Type(value = GraphEvent.Imported.class, name = "imported"),
})
public sealed interface GraphEvent {

    UUID eventId();

    /** Rises with every change of whatever this event names. */
    long version();

    /** Whom it happened to; a pseudonym. */
    PersonId personId();

    Instant occurredAt();

    /**
     * A device has an owner from now on.
     *
     * @param shared used by the owner's whole household
     */
    record DeviceBound(
            UUID eventId,
            long version,
            PersonId personId,
            DeviceId deviceId,
            DeviceKind kind,
            boolean shared,
            Instant occurredAt)
            implements GraphEvent {}

    /** A device has no owner any more. */
    record DeviceUnbound(UUID eventId, long version, PersonId personId, DeviceId deviceId, Instant occurredAt)
            implements GraphEvent {}

    /** A device went from one person to another. */
    record DeviceHandedOver(
            UUID eventId, long version, PersonId personId, PersonId to, DeviceId deviceId, Instant occurredAt)
            implements GraphEvent {}

    /** Someone lives in a household from now on, and in no other. */
    record MovedIn(UUID eventId, long version, PersonId personId, HouseholdId householdId, Instant occurredAt)
            implements GraphEvent {}

    /** Someone lives there no more. */
    record MovedOut(UUID eventId, long version, PersonId personId, HouseholdId householdId, Instant occurredAt)
            implements GraphEvent {}

    /**
     * Two profiles turned out to be one person's: {@link #personId} is gone, and what it had is {@code into}'s.
     *
     * @param devices that went along
     */
    record Merged(
            UUID eventId, long version, PersonId personId, PersonId into, Set<DeviceId> devices, Instant occurredAt)
            implements GraphEvent {

        public Merged {
            devices = Set.copyOf(devices);
        }
    }

    /**
     * One profile turned out to be two people's.
     *
     * @param to who is the other one
     * @param devices that are theirs
     */
    record Split(UUID eventId, long version, PersonId personId, PersonId to, Set<DeviceId> devices, Instant occurredAt)
            implements GraphEvent {

        public Split {
            devices = Set.copyOf(devices);
        }
    }

    /**
     * Some who were not here before came in together; an event of its own for each of millions of devices would hold up
     * everybody else's. At most about 2,000 people and devices.
     *
     * @param personId the first of {@code people}
     */
    record Imported(UUID eventId, long version, PersonId personId, List<Newcomer> people, Instant occurredAt)
            implements GraphEvent {

        public Imported {
            people = List.copyOf(people);
        }
    }

    /** Somebody who came in with all of {@code devices}, and lives in a household, or in none. */
    record Newcomer(PersonId personId, @Nullable HouseholdId householdId, List<OwnDevice> devices) {

        public Newcomer {
            devices = List.copyOf(devices);
        }
    }

    /** A device of a newcomer; {@code shared} is used by their whole household. */
    record OwnDevice(DeviceId deviceId, DeviceKind kind, boolean shared) {}
}
