package io.houdao.placement.exposure;

import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonId;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose exposures are counted together: a person's, or a device's that nobody is bound to. */
public record Subject(boolean isPerson, UUID id) {

    public static Subject of(PersonId person) {
        return new Subject(true, person.value());
    }

    public static Subject of(DeviceId device) {
        return new Subject(false, device.value());
    }

    /** Who a showing names; null where it names nobody. */
    public static @Nullable Subject of(Showing showing) {
        if (showing.personId() != null) {
            return of(showing.personId());
        }
        return showing.deviceId() == null ? null : of(showing.deviceId());
    }

    /** The first of a household by the order of their ids: the same whoever of them is looked at. */
    static Subject first(Subject one, Collection<PersonId> others) {
        var first = one.id;
        for (var other : others) {
            first = other.value().compareTo(first) < 0 ? other.value() : first;
        }
        return new Subject(one.isPerson, first);
    }
}
