package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.NOON;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.HouseholdId;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.ShowingDevice;
import io.houdao.contracts.profile.PersonProjection.Surface;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Ann with two televisions, and Bob with one. Both permit that it is known how they like their rice. */
record Household(PersonId ann, DeviceId annsFirst, DeviceId annsSecond, PersonId bob, DeviceId bobs) {

    static final String TAG = "rice-texture:soft";

    private static final DeviceKind TV = new DeviceKind("tv");

    static Household some() {
        return new Household(
                new PersonId(UUID.randomUUID()),
                new DeviceId(UUID.randomUUID()),
                new DeviceId(UUID.randomUUID()),
                new PersonId(UUID.randomUUID()),
                new DeviceId(UUID.randomUUID()));
    }

    List<DeviceId> devices() {
        return List.of(annsFirst, annsSecond, bobs);
    }

    PersonId owner(DeviceId device) {
        return device.equals(bobs) ? bob : ann;
    }

    /** As profile-service publishes them, both having refused or neither. */
    List<PersonProjection> projections(boolean refused) {
        var household = new HouseholdId(UUID.randomUUID());
        return List.of(
                projection(ann, household, refused, annsFirst, annsSecond), projection(bob, household, refused, bobs));
    }

    private static PersonProjection projection(
            PersonId person, HouseholdId household, boolean refused, DeviceId... devices) {
        var tag = new PermittedTag(
                Tag.of(TAG),
                Family.AIOT,
                Provenance.OBSERVED,
                new DeviceKind("rice-cooker"),
                NOON.plus(Duration.ofDays(365)));
        return new PersonProjection(
                person,
                1,
                NOON,
                household,
                false,
                refused,
                Set.of(),
                Set.of(),
                Map.of(),
                null,
                Stream.of(devices).map(device -> new ShowingDevice(device, TV)).toList(),
                Map.of(TV, new Surface(false, false, refused ? List.of() : List.of(tag))));
    }
}
