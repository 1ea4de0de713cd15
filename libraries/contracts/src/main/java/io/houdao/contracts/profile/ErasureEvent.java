package io.houdao.contracts.profile;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a person is forgotten everywhere. Topic {@code profile.erasures}, key {@link #erasureId}.
 *
 * <p>profile-service asks once the tombstone of the person's projection is in Kafka, and asks again until every service has
 * confirmed, and a last time when no receipt with the person's pseudonym can still arrive. Deleting is therefore done as
 * often as asked for; finding nothing is as good a confirmation as any.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ErasureEvent.Requested.class, name = "requested"),
    @JsonSubTypes.Type(value = ErasureEvent.Confirmed.class, name = "confirmed"),
})
public sealed interface ErasureEvent {

    /** Names the erasure, and no person. */
    UUID erasureId();

    /**
     * Delete what you keep of this person.
     *
     * @param personId the pseudonym under which they were known outside profile-service; nothing leads from it to them
     * @param devices that were theirs: what is kept under one of these goes too
     */
    record Requested(UUID erasureId, PersonId personId, Set<DeviceId> devices, Instant requestedAt)
            implements ErasureEvent {

        public Requested {
            devices = Set.copyOf(devices);
        }
    }

    /**
     * Done.
     *
     * @param service that did it, by its module's name
     * @param places each store it looked into
     */
    record Confirmed(UUID erasureId, String service, List<Place> places, Instant confirmedAt) implements ErasureEvent {

        public Confirmed {
            places = List.copyOf(places);
        }
    }

    /**
     * Somewhere that data of the person was, or could have been.
     *
     * @param name for people to read, as in {@code complaints}
     * @param deleted how many entries went; 0 where there were none
     * @param goneBy when the last trace ages out, where it cannot be deleted at once; absent where nothing is left
     */
    record Place(String name, long deleted, @Nullable Instant goneBy) {}
}
