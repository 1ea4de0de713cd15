package io.houdao.profile.projection;

import static java.util.stream.Collectors.toSet;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Tag;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.contracts.profile.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Those who live together, with all that decides what may leave of each: a snapshot.
 *
 * @param householdId absent for someone on their own, who is then the only member
 * @param guests who is, or was, in front of what is shared
 */
public record Home(@Nullable HouseholdId householdId, List<Member> members, List<Guest> guests) {

    public Home {
        members = List.copyOf(members);
        guests = List.copyOf(guests);
    }

    /** Everyone who may be in front of a shared screen at {@code now}. */
    List<Member> present(Instant now) {
        var present = new ArrayList<>(members);
        guests.stream()
                .filter(guest -> now.isBefore(guest.until()))
                .map(Guest::who)
                .forEach(present::add);
        return present;
    }

    /** Someone who lives elsewhere and is here until just before {@code until}. */
    public record Guest(Member who, Instant until) {}

    /**
     * One of them.
     *
     * @param id who they are here, and nowhere else
     * @param personId who they are to everyone else: a pseudonym
     * @param mutedUntil by touchpoint
     * @param grantedUntil the cells they said yes to, and until when; {@link Instant#MAX} where they named no end
     * @param tags all that is known of them, expired or not
     */
    public record Member(
            UUID id,
            PersonId personId,
            LocalDate birthDate,
            boolean adsOff,
            boolean refused,
            Map<TouchpointId, Instant> mutedUntil,
            Set<Scene> quietScenes,
            Map<Scene, Integer> dailyAdLimitByScene,
            List<OwnDevice> devices,
            Map<Cell, Instant> grantedUntil,
            List<HeldTag> tags) {

        /**
         * Until when they let {@code cell} be used: long ago where they do not. Who refused lets nothing be used, whatever
         * they granted before.
         */
        Instant allowsUntil(Cell cell) {
            return refused ? Instant.MIN : grantedUntil.getOrDefault(cell, Instant.MIN);
        }

        /** Where they want no ad at {@code now}. */
        Set<TouchpointId> mutedAt(Instant now) {
            return mutedUntil.entrySet().stream()
                    .filter(mute -> now.isBefore(mute.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(toSet());
        }

        boolean isChildAt(LocalDate today) {
            return Childhood.isChild(birthDate, today);
        }
    }

    /** A device that a member owns. */
    public record OwnDevice(DeviceId deviceId, DeviceKind kind, boolean shared) {}

    /** A tag as it is kept. */
    public record HeldTag(Tag tag, Provenance provenance, DeviceKind source, Instant expiresAt) {}
}
