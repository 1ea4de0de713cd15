package io.houdao.placement.decision.viewer;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.ShowingDevice;
import io.houdao.contracts.profile.PersonProjection.Wishes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's projection, made ready for decisions.
 *
 * @param projection without devices and surfaces, which are kept as they are needed
 * @param devices kinds of the devices that may show something to them
 */
record Person(PersonProjection projection, Map<DeviceId, DeviceKind> devices, Map<DeviceKind, Surface> surfaces) {

    static Person of(PersonProjection projection, Vocabulary words) {
        return new Person(
                switches(projection),
                projection.devices().stream()
                        .collect(toUnmodifiableMap(
                                ShowingDevice::deviceId, device -> words.shared(device.kind()), (one, other) -> one)),
                projection.surfaces().entrySet().stream()
                        .collect(toUnmodifiableMap(
                                entry -> words.shared(entry.getKey()), entry -> Surface.of(entry.getValue(), words))));
    }

    private static PersonProjection switches(PersonProjection all) {
        return new PersonProjection(
                all.personId(),
                all.version(),
                all.computedAt(),
                all.householdId(),
                all.adsOff(),
                all.refused(),
                all.mutedTouchpoints(),
                all.quietScenes(),
                all.dailyAdLimitByScene(),
                all.othersWishes(),
                List.of(),
                Map.of());
    }

    @Nullable
    Surface surface(@Nullable DeviceKind kind) {
        return kind == null ? null : surfaces.get(kind);
    }

    /** What others ask for on a device of one kind that asks about a slot of another; null where nobody does. */
    @Nullable
    Wishes othersWishes(DeviceKind asked, @Nullable DeviceKind actual) {
        var wishes = projection.othersWishes();
        if (wishes == null) {
            return null;
        }
        var shared = wishes.surfaces();
        return shared.contains(asked) || (actual != null && shared.contains(actual)) ? wishes : null;
    }

    /** What holds for this person on one kind of device. */
    record Surface(boolean silent, boolean childRules, Tags tags) {

        static Surface of(PersonProjection.Surface surface, Vocabulary words) {
            return new Surface(surface.silent(), surface.childRules(), Tags.of(words.shared(surface.tags())));
        }
    }
}
