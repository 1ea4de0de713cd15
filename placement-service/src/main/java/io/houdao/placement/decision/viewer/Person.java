package io.houdao.placement.decision.viewer;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.ShowingDevice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's projection, made ready for decisions.
 *
 * @param devices kinds of the devices that may show something to them
 */
record Person(PersonProjection projection, Map<DeviceId, DeviceKind> devices, Map<DeviceKind, Surface> surfaces) {

    static Person of(PersonProjection projection) {
        return new Person(
                projection,
                projection.devices().stream()
                        .collect(toUnmodifiableMap(ShowingDevice::deviceId, ShowingDevice::kind, (one, other) -> one)),
                projection.surfaces().entrySet().stream()
                        .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> Surface.of(entry.getValue()))));
    }

    @Nullable
    Surface surface(@Nullable DeviceKind kind) {
        return kind == null ? null : surfaces.get(kind);
    }

    /** What holds for this person on one kind of device. */
    record Surface(boolean silent, boolean childRules, Tags tags) {

        static Surface of(PersonProjection.Surface surface) {
            return new Surface(surface.silent(), surface.childRules(), Tags.of(surface.tags()));
        }
    }
}
